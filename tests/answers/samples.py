"""Articles about an invented city, with the traps of real ones."""

from __future__ import annotations

from datetime import date

from bot.articles.article import Article

TRAM = Article(
    id="tram",
    title="해솔시 노면전차 내년 3월 개통",
    body=(
        "[해솔=한빛통신] 남도윤 기자 = 해솔시가 노면전차를 내년 3월 2일 개통한다고 14일 밝혔다."
        "표인혁 해솔시장은 이날 기자회견에서 “시민이 십 년을 기다렸다. 더는 늦출 수 없다”며 "
        "“첫 달 요금은 받지 않겠다”고 말했다."
        '표 시장은 이어 "사업비 3천200억원 가운데 절반은 국비"라고 설명했다.'
        "시의회 관계자는 “안전 점검이 먼저”라고 지적했다.\n\n남도윤 기자 dyn@hanbit.example"
    ),
    publisher="한빛통신",
    published=date(2026, 10, 14),
)
ORCHARD = Article(
    id="orchard",
    title="달래면 사과 수확 14.5% 줄어",
    body=(
        "달래면의 올해 사과 수확량이 지난해보다 14.5% 줄었다. 봄 서리 때문이다.\n\n"
        "곽서린 달래농협 조합장은 “꽃이 필 때 얼었다”라며 “내년에는 서리 방지 팬을 서른 대 더 놓겠다”고 했다."
    ),
    publisher="달래신문",
    published=date(2026, 10, 20),
)
