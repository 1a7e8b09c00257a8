"""Everyday questions about the bundled articles, as people type them, with what answers each; written by reading."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bot.adapters.folder.files import list_files, read_files
from bot.answers.reply import Reply
from bot.articles.article import Article
from bot.index.index import Index

CORPUS = Path(__file__).parents[2] / "corpus"

# A question; the words one of which has to stand in the short answer or the first sentence.
ANSWERED: list[tuple[str, tuple[str, ...]]] = [
    ("은하사거리 수도관 몇시에 터졌어?", ("오전 3시 20분",)),
    ("수도관 터져서 물 끊긴 집 몇 세대임", ("6천400세대",)),
    ("은하시장 가게 몇곳이 물에 잠겼어", ("37곳",)),
    ("터진 상수도관 몇년도에 묻은거야", ("1987년",)),
    ("은하시장에서 떡집하는 사람 이름 뭐임", ("편무경",)),
    ("급수차 몇 대 보냈어?", ("22대",)),
    ("여울FC 결승골 누가 넣었어?", ("오태린",)),
    ("여울fc 감독 누구야", ("강너울",)),
    ("여울FC 승격 경기 관중 몇 명 왔어?", ("1만9천842명",)),
    ("여울fc 몇년에 창단했음?", ("2013년",)),
    ("여울FC 승격 잔치 어디서 해?", ("은행나루 광장",)),
    ("여울fc 주장 누구임", ("나루찬",)),
    ("등불축제 언제까지 해?", ("16일까지",)),
    ("등불축제 올해 등 몇 개야?", ("3만 개",)),
    ("등불축제 주제가 뭐야", ("돌아오는 사람들",)),
    ("등불축제 총감독 누구야?", ("하제인",)),
    ("등불축제 입장료 얼마야", ("입장료는 없다",)),
    ("등불축제 외국인 몇 명 왔대?", ("2만 6천 명",)),
    ("등불축제 쓰레기 몇톤 나왔어", ("64톤",)),
    ("에이치그리드 2공장 짓는데 얼마 들어?", ("4천200억",)),
    ("에이치그리드 공장 언제 완공돼?", ("2027년 12월", "2027년 말")),
    ("에이치그리드 몇명 뽑는다고 했어?", ("650명",)),
    ("에이치그리드 공장 어디에 짓는데?", ("솔뫼산업단지", "솔뫼산단")),
    ("에이치그리드 취득세 몇 퍼센트 깎아줘", ("75％", "75%")),
    ("에이치그리드 대표 누구야", ("채온유",)),
    ("에이치그리드는 왜 이름을 안 밝혔어 계약한 회사", ("영업비밀",)),
    ("에이치그리드 미국 계약 얼마짜리야?", ("1천150억",)),
    ("종이나루 언제 문 닫아?", ("30일",)),
    ("종이나루 책 몇 권 남았어", ("2만 3천 권",)),
    ("종이나루 주인 누구임?", ("맹부영",)),
    ("한빛 버스 파업 언제 시작했어?", ("10일",)),
    ("버스 파업 첫날 운행률 몇 퍼센트였어?", ("14.5%", "14.6％")),
    ("버스 노조는 임금 몇프로 올려달라고 했어", ("8.2%",)),
    ("버스 임금 결국 몇 퍼센트 올랐어?", ("4.6%",)),
    ("버스 노조 위원장 누구야?", ("복진하",)),
    ("전세버스 몇대 투입했대", ("140대",)),
    ("도시철도 막차 몇 시까지 연장해?", ("오전 1시",)),
    ("한빛시에서 버스 파업 몇 년 만이야?", ("11년 만",)),
    ("준공영제 올해 지원금 얼마야", ("412억",)),
    ("버스 회사 세군데 어디어디야?", ("해담여객·여울교통·새나루운수",)),
    ("여울대병원 소아 야간진료 언제부터 해?", ("15일",)),
    ("소아 야간진료 진료비 얼마야?", ("1만1천원",)),
    ("야간진료소 전문의 몇 명이야", ("4명",)),
    ("야간진료 첫날 몇 명 왔어?", ("47명",)),
    ("여울대병원장 이름이 뭐야?", ("선우린",)),
    ("한빛시 내년 예산안 얼마야?", ("2조1천480억",)),
    ("시의회 전체 몇 석이야", ("31석",)),
    ("달뫼분교 전교생 몇명임", ("6명",)),
    ("달뫼분교 언제 문 닫아?", ("내년 2월 말",)),
    ("달뫼분교 몇 년에 문 열었어?", ("1937년",)),
    ("한빛중앙도서관 몇 시까지 열어 1월부터", ("자정",)),
    ("중앙도서관장 누구임", ("나해온",)),
    ("한빛시 낡은 상수도관 다 바꾸는데 얼마 들어?", ("610억",)),
    ("상수도관 교체 언제까지 끝내?", ("2029년",)),
    ("한빛시 누수율 몇 퍼센트야?", ("14.8%",)),
    ("여울강 첫 얼음 작년보다 며칠 빨랐어?", ("11일 이른", "11일")),
    ("은하시장 점포 피해액 상인회는 얼마래?", ("11억2천만원",)),
    ("수도관 감지기 몇 개 달아", ("260개",)),
    ("How many buses were in service on the first day of the strike?", ("89 of 612", "89대")),
    ("What pay rise did the bus drivers get?", ("4.6 percent", "4.6%")),
    ("Who heads the drivers' union?", ("Bok Jin-ha", "복진하")),
]  # fmt: skip
# What no bundled article tells: another town, another detail, what never happened, what nobody wrote of.
UNANSWERED = (
    "강릉 수도관 몇시에 터졌어?",
    "여울FC 감독 연봉 얼마야?",
    "오태린 키 몇 센티야?",
    "등불축제 내년 총감독 누구야?",
    "에이치그리드 대표 나이 몇 살이야",
    "에이치그리드 평택 공장 언제 완공돼?",
    "부산 버스 파업 언제 끝났어?",
    "복진하 위원장 언제 구속됐어?",
    "여울대병원 주차비 얼마야?",
    "한빛중앙도서관 주차장 몇 면이야?",
    "달뫼분교 교가 누가 작곡했어?",
    "종이나루 월세 얼마였어?",
    "한빛 지하철 요금 얼마로 올라?",
    "제주 유채꽃 축제 언제 해?",
    "삼성전자 이번 분기 영업이익 얼마야",
    "손흥민 이번 경기 몇 골 넣었어?",
    "한빛공항 언제 개항해?",
    "기준금리 몇 퍼센트로 내렸어?",
    "비트코인 지금 얼마야",
    "Who won the Nobel Prize in Physics?",
)


def bundled() -> Index:
    """The index of the bundled articles."""
    return Index(bundled_articles())


def bundled_articles() -> list[Article]:
    """The bundled articles themselves."""
    readings = read_files(os.path.realpath(CORPUS), sorted(list_files(CORPUS).stamps))
    return [reading.article for reading in readings if reading.article]


def bare(text: str) -> str:
    """*text* without spaces, in one case."""
    return re.sub(r"\s+", "", text).casefold()


def first(reply: Reply) -> str:
    """The short answer and the first sentence; "" where there is none."""
    if reply.answer is not None:
        return f"{reply.answer.short}\n{reply.answer.quotes[0].text}"
    return "\n".join(quote.text for quote in reply.quotes[:1])
