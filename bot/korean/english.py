"""English words beside Korean ones: which of them say nothing, and what is left of a word without its ending.

>>> stem_english("announced"), stem_english("companies"), is_stop_word("the")
('announc', 'compan', True)
"""

from __future__ import annotations

from functools import lru_cache

from bot.patterns import lazy_compile

# Not who, it and us, which are WHO, IT and US where Korean stands beside them.
_STOP = frozenset(
    "the a an is are was were be been being am do does did done has have had having of in on at to for from by with "
    "about as and or but not no nor what when where why how which whom whose that this these those its he she they we "
    "you i me my your his her their our them him there here will would can could should shall may might must than then "
    "if so such any some into over under after before during between because while also just tell show give please "
    "many much s t".split()
)
_STOP_ALONE = frozenset(["who", "it", "us", "said", "say", "says"])
_LATIN = lazy_compile(r"[a-z]{4,24}")
_DOUBLED = lazy_compile(r"(?:bb|dd|gg|mm|nn|pp|rr|tt)$")
_SHORTEST = 3  # letters that a stem keeps
_IRREGULAR = tuple(
    frozenset(forms.split("|"))
    for forms in (
        "make|makes|made|making run|runs|ran|running take|takes|took|taken|taking win|wins|won|winning find|finds|found"
        " lose|loses|lost|losing build|builds|built buy|buys|bought|buying sell|sells|sold|selling"
        " choose|chose|chosen|choosing pick|picks|picked hold|holds|held|holding lead|leads|led|leading"
        " begin|begins|began|begun|beginning start|starts|started write|writes|wrote|written give|gives|gave|given"
        " go|goes|went|gone rise|rises|rose|risen|rising fall|falls|fell|fallen grow|grows|grew|grown"
        " beat|beats|beaten|defeat|defeats|defeated|defeating pay|pays|paid|paying"
        " steal|steals|stole|stolen break|breaks|broke|broken"
        " leave|leaves|left|leaving meet|meets|met|meeting hear|hears|heard teach|teaches|taught catch|catches|caught"
        " speak|speaks|spoke|spoken drive|drives|drove|driven fly|flies|flew|flown sink|sinks|sank|sunk"
        " sue|sues|sued|suing die|dies|died|dying|dead|death|deaths kill|kills|killed hurt|injured|wounded"
        " keep|keeps|kept send|sends|sent spend|spends|spent bring|brings|brought think|thinks|thought"
        " see|sees|saw|seen know|knows|knew|known draw|draws|drew|drawn throw|throws|threw|thrown"
        " become|becomes|became wear|wears|wore|worn sing|sings|sang|sung get|gets|got|gotten"
        " bite|bites|bit|bitten blow|blows|blew|blown eat|eats|ate|eaten feel|feels|felt fight|fights|fought"
        " forbid|forbids|forbade|forbidden freeze|freezes|froze|frozen hide|hides|hid|hidden lay|lays|laid"
        " lend|lends|lent light|lights|lit mean|means|meant ride|rides|rode|ridden ring|rings|rang|rung"
        " seek|seeks|sought shake|shakes|shook|shaken shoot|shoots|shot sleep|sleeps|slept stand|stands|stood"
        " stick|sticks|stuck strike|strikes|struck|stricken swear|swears|swore|sworn sweep|sweeps|swept"
        " swim|swims|swam|swum tell|tells|told tear|tears|tore|torn wake|wakes|woke|woken"
        " withdraw|withdraws|withdrew|withdrawn dig|digs|dug deal|deals|dealt show|shows|shown"
        " announce|announces|announced|announcing|announcement|announcements"
        " resign|resigns|resigned|resigning|resignation|quit|quits"
        " stop|stops|stopped|halt|halts|halted|suspend|suspends|suspended close|closes|closed|shut|shuts"
    ).split()
)  # fmt: skip
# The longest first; a stem begins every form of its word, so that it is found in them.
_ENDINGS = ("ies", "ied", "ings", "ing", "ed", "es", "s", "y", "e")
_NO_ENDING = ("news", "series", "species", "ss", "us", "is", "eed", "thing", "king", "ring")


def is_stop_word(word: str, *, alone: bool = False) -> bool:
    """Whether the folded *word* says nothing by itself. alone: there is no Korean beside it."""
    return word in _STOP or (alone and word in _STOP_ALONE)


@lru_cache(maxsize=20_000)
def stem_english(word: str) -> str:
    """*word*, folded, without a light ending: what all its forms begin with; itself where it is none to stem."""
    if not _LATIN.fullmatch(word) or word.endswith(_NO_ENDING):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST + (ending in ("y", "e")):
            root = word[: len(word) - len(ending)]
            undoubled = ending in ("ing", "ings", "ed") and _DOUBLED.search(root)
            return root[:-1] if undoubled else root
    return word


@lru_cache(maxsize=4_096)
def irregular_forms(word: str) -> tuple[str, ...]:
    """The other forms of the folded *word* that are not made of its stem: made of makes."""
    return tuple(form for forms in _IRREGULAR if word in forms for form in sorted(forms) if form != word)


@lru_cache(maxsize=4_096)
def forms_of(word: str) -> tuple[str, ...]:
    """Other forms that the folded *word* may have in a text: layoffs for layoff, cut for cutting.

    Some are no words; what no article has costs nothing.
    """
    root = stem_english(word)
    irregular = irregular_forms(word)
    if not _LATIN.fullmatch(word):
        return irregular
    bases = (root, f"{root}e", f"{root}y", root + root[-1])
    made = [base + ending for base in bases for ending in ("", "s", "es", "ed", "d", "ing")] + [
        f"{root}ies",
        f"{root}ied",
    ]
    return tuple(form for form in dict.fromkeys([*irregular, *made]) if form != word)
