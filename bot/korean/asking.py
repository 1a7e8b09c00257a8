"""Words that ask, and not what only begins like them: 누구나, 언제든, 왜곡, 몇몇, 얼마 전.

>>> import re
>>> [bool(re.match(ASKING, words)) for words in ("누구의 강", "누구나", "누구에게나", "어디서 왔나", "어디서나")]
[True, False, False, True, False]
"""

ANYWHERE = (  # also where a space was left out before it
    r"누구(?![나든도보]|에게[나든도]|한테[나든도])|언제(?![나든라]|까지나)|얼마(?!\s?전|든)"
    r"|무슨|어떻게(?!든)|(?<!몇)몇(?!몇)"
)
ASKING = (
    rf"{ANYWHERE}|누가|어디(?!까지나|든|(?:에|에?서)[나든도]|나(?:\s|$))|어느(?![새덧])|어떤"
    r"|뭐(?!든)|뭘|뭔|무엇(?!이든|보다)"
)
