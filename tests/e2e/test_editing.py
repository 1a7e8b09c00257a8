"""Editors at work: each way of adding, proofs, mending, duplicates, the bin, roles and refusals."""

from __future__ import annotations

import asyncio
import io
import zipfile

import pytest

from bot.adapters.database.drafts import Drafts
from bot.adapters.host import own_name
from bot.delivery.timing import utc_now
from tests.article_files import crawled, pasted
from tests.dialog import Heard, Voice
from tests.e2e.desk import Desk
from tests.e2e.editing import PAGE, SUBJECTS, _lasting, archive, desk, owner, publishes, story

__all__ = ["_lasting", "desk", "owner"]


async def test_text_in_the_same_message_is_checked_then_published_and_found_at_once(
    desk: Desk, owner: Voice
) -> None:
    await owner.says(f"/add {story(SUBJECTS[0])}")
    proof = await owner.hears("게시 전에")
    assert "제목: 나루 시장에 등대가 섰다" in proof.text
    assert "언론사: 없음" in proof.text
    assert [] == desk.found("나루 시장 등대")
    article_id = await publishes(owner, proof)
    assert article_id == desk.best("나루 시장 등대")
    assert f"{article_id}.md" in desk.files()
    news = await desk.store.arrivals.arrivals(0, await desk.store.arrivals.last_arrival(), 100)
    assert article_id in [one.article for one in news]


LEFT_ALONE = "등나무 축제가 열렸다. 만 명이 왔다."
FLOWN = "[한빛=도담통신] 나은결 기자 = 도담 연날리기가 열렸다."
SKATED = "# 은빛 스케이트장 개장\n\n은빛 스케이트장이 문을 열었다. 아이들이 줄을 섰다."
DOCUMENTS = {
    "crawled": (
        "../../etc/기사.md",
        crawled(LEFT_ALONE, id="902_01", title="한빛 &quot;등&quot; 축제").encode(),
        '한빛 "등" 축제',
    ),
    "pasted": ("붙임.txt", pasted(FLOWN, title="도담 연날리기").encode("cp949"), "도담 연날리기"),
    "a name of 300 characters": ("둘" * 300 + ".md", SKATED.encode("utf-16"), "은빛 스케이트장 개장"),
    "a saved page": ("page.html", PAGE, "솔숲 산책길에 벤치 열두 개"),
}


@pytest.mark.parametrize(("name", "content", "title"), DOCUMENTS.values(), ids=DOCUMENTS.keys())
async def test_a_document_becomes_an_article_under_a_safe_name(
    desk: Desk, owner: Voice, name: str, content: bytes, title: str
) -> None:
    await owner.sends(name, content)
    proof = await owner.hears("게시 전에")
    assert f"제목: {title}" in proof.text
    article_id = await publishes(owner, proof)
    assert article_id in desk.found(title)
    assert f"{article_id}.md" in desk.files()
    assert not list(desk.folder.parent.rglob("기사*"))


async def test_a_reply_adds_what_is_replied_to(desk: Desk, owner: Voice) -> None:
    text = await owner.says(story(SUBJECTS[1]))
    await owner.hears()
    await owner.says("/add", reply_to=text)
    assert await publishes(owner, await owner.hears("게시 전에")) == desk.best("은하동 도서관")
    file = await owner.sends("기사.txt", story(SUBJECTS[2]).encode())
    await owner.hears("게시 전에")
    await owner.says("/add", reply_to=file)
    assert await publishes(owner, await owner.hears("게시 전에")) == desk.best("도담천 왜가리")


async def test_alone_it_asks_and_the_reply_is_added(desk: Desk, owner: Voice) -> None:
    await owner.says("/add")
    await owner.says(story(SUBJECTS[3]), reply_to=await owner.hears("답장으로 보내"))
    assert await publishes(owner, await owner.hears("게시 전에")) == desk.best("솔빛 극장")


async def test_an_address_adds_the_article_of_its_page(desk: Desk, owner: Voice) -> None:
    await owner.says("/add https://news.moss.example/7")
    proof = await owner.hears("게시 전에")
    assert "제목: 이끼 언덕에 풍차 (추정)" in proof.text
    assert "https://news.moss.example/7" in proof.text
    assert await publishes(owner, proof) == desk.best("이끼 언덕 풍차")


async def test_a_disk_that_refuses_loses_nothing_and_can_be_tried_again(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('구름 목장에 송아지')}")
    proof = await owner.hears("게시 전에")
    away = desk.folder.with_name("away")
    desk.folder.rename(away)
    desk.folder.write_text("no folder", encoding="utf-8")
    assert "저장하지 못했어요" in (await owner.presses("게시", on=proof)).text
    desk.folder.unlink()
    away.rename(desk.folder)
    assert await publishes(owner, proof) == desk.best("구름 목장 송아지")


async def test_a_caption_is_a_command_too(desk: Desk, owner: Voice) -> None:
    await owner.sends("기사.txt", story(SUBJECTS[4]).encode(), caption="/add")
    assert await publishes(owner, await owner.hears("게시 전에")) == desk.best("별내골 우물")


async def test_a_forwarded_post_is_added_with_its_source(desk: Desk, owner: Voice) -> None:
    channel = Voice.into_channel(
        desk.telegram, "모래섬 소식", Voice.of(desk.telegram, "채널주인"), username="moraeseom"
    )
    post = await channel.says(story(SUBJECTS[5]))
    await owner.forwards(post)
    proof = await owner.hears("게시 전에")
    assert "언론사: 모래섬 소식" in proof.text
    assert f"https://t.me/moraeseom/{post['message_id']}" in proof.text
    assert await publishes(owner, proof) == desk.best("모래섬 기차")


async def test_others_forward_and_send_files_as_before(desk: Desk) -> None:
    reader = Voice.of(desk.telegram, "독자")
    post = await reader.says("나루 시장")
    await reader.hears()
    await reader.forwards(post)
    assert "나루 시장" in (await reader.hears()).text
    await reader.sends("기사.md", b"x")
    assert "글로 보내 주시면" in (await reader.hears()).text
    await reader.sends("기사.md", b"x", caption="/add")
    assert "편집자만" in (await reader.hears()).text


async def test_what_is_missing_is_asked_for_one_by_one(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story(SUBJECTS[6])}")
    await owner.hears("게시 전에")
    await owner.says("호수신문", reply_to=await owner.hears("어느 언론사"))
    assert "언론사: 호수신문" in (await owner.hears("게시 전에")).text
    question = await owner.hears("언제 나온")
    await owner.says("어제쯤", reply_to=question)
    await owner.hears("날짜를 읽지 못했어요")
    await owner.says("2026년 2월 3일", reply_to=question)
    proof = await owner.hears("게시 전에")
    assert "날짜: 2026.2.3." in proof.text
    article_id = await publishes(owner, proof)
    article = desk.index.article(article_id)
    assert article
    assert ("호수신문", "2026-02-03") == (article.publisher, str(article.published))


async def test_a_field_is_mended_by_its_button_before_publishing(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story(SUBJECTS[7])}")
    proof = await owner.hears("게시 전에")
    await owner.hears("어느 언론사")
    await owner.presses("고치기", on=proof)
    await owner.presses("제목", on=await owner.hears("게시 전에"))
    await owner.says("언덕 빵집 <b>백 년</b>\u202e \u200b잔치", reply_to=await owner.hears("제목을 답장으로"))
    proof = await owner.hears("게시 전에")
    assert "제목: 언덕 빵집 <b>백 년</b> 잔치" in proof.text
    assert [] == proof.marked("bold")[1:]
    article_id = await publishes(owner, proof)
    article = desk.index.article(article_id)
    assert article
    assert "언덕 빵집 <b>백 년</b> 잔치" == article.title


async def test_the_same_article_again_is_refused_and_a_near_duplicate_is_shown(
    desk: Desk, owner: Voice
) -> None:
    body = "연못 마을 주민들이 새 두레박을 달았다. 이장 한가람 씨는 물이 달다고 말했다. " * 8
    await owner.says(f"/add 연못 마을에 두레박\n\n{body}")
    first = await publishes(owner, await owner.hears("게시 전에"))
    await owner.says(f"/add 연못 마을에 두레박\n\n{body}")
    assert first in (await owner.hears("똑같은 기사가")).text
    await owner.says(f"/add 연못 마을에 두레박(종합)\n\n{body}저녁에는 잔치가 열렸다.")
    proof = await owner.hears("비슷한 기사가")
    assert ["그래도 게시", "기존 기사 갱신", "고치기", "취소"] == proof.labels
    await owner.presses("기존 기사 갱신", on=proof)
    await owner.hears("고쳤어요")
    article = desk.index.article(first)
    assert article
    assert "연못 마을에 두레박(종합)" == article.title
    assert first == desk.best("연못 마을 두레박")
    await owner.says("/undo")
    await owner.hears("되돌렸어요: 고침")
    article = desk.index.article(first)
    assert article
    assert "연못 마을에 두레박" == article.title


async def test_a_proof_is_decided_upon_once_however_many_press(desk: Desk, owner: Voice) -> None:
    before = len(desk.index)
    await owner.says(f"/add {story('바위 절벽에 학이 앉았다')}")
    proof = await owner.hears("게시 전에")
    await asyncio.gather(*(owner.presses("게시", on=proof) for _ in range(4)))
    await owner.hears("게시했어요")
    assert before + 1 == len(desk.index)
    assert "이미 끝난" in (await owner.presses("취소", on=proof)).text


async def test_a_proof_whose_process_died_can_be_decided_upon_again(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('여우비가 지나갔다')}")
    proof = await owner.hears("게시 전에")
    number = int(proof.button("게시")["callback_data"].split(":")[1])
    await Drafts(desk.store.database, utc_now, "elsewhere:1:1").take(number)
    assert "이미 끝난" in (await owner.presses("게시", on=proof)).text
    await desk.store.drafts.give_back(number)
    await Drafts(desk.store.database, utc_now, own_name().rpartition(":")[0] + ":1").take(
        number
    )  # began earlier
    assert await publishes(owner, proof) == desk.best("여우비")
    await desk.store.drafts.reopen()
    assert "이미 끝난" in (await owner.presses("게시", on=proof)).text


async def test_cancelling_leaves_nothing(desk: Desk, owner: Voice) -> None:
    before = desk.files()
    await owner.says(f"/add {story('갈대밭에 길이 났다')}")
    await owner.presses("취소", on=await owner.hears("게시 전에"))
    await owner.hears("그만뒀어요")
    assert before == desk.files()


async def test_an_article_is_edited_in_one_line_removed_restored_and_undone(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('참나무 숲에 다람쥐가 늘었다')}")
    article_id = await publishes(owner, await owner.hears("게시 전에"))
    await owner.says(f"/edit {article_id} 제목: 참나무 숲 다람쥐 이백 마리")
    await owner.hears("고쳤어요: 참나무 숲 다람쥐 이백 마리")
    await owner.says(f"/edit {article_id} 언론사：참나무일보")
    await owner.hears("고쳤어요")
    article = desk.index.article(article_id)
    assert article
    assert "참나무일보" == article.publisher
    await owner.says("/undo")
    await owner.hears("되돌렸어요: 고침")
    await owner.says(f"/edit {article_id} 그냥")
    await owner.hears("무엇을 어떻게")
    await owner.says(f"/edit {article_id} 무게: 3kg")
    await owner.hears("고칠 수 있는 항목이 아니에요")
    await owner.says(f"/remove {article_id}")
    await owner.presses("지우기", on=await owner.hears("지울까요"))
    await owner.hears("지웠어요")
    assert article_id not in desk.found("참나무 숲 다람쥐")
    assert f"{article_id}.md" not in desk.files()
    await owner.says("/restore")
    await owner.presses(article_id, on=await owner.hears("휴지통"))
    await owner.hears("되살렸어요")
    assert article_id == desk.best("참나무 숲 다람쥐")
    await owner.says("/undo")
    await owner.hears("되돌렸어요: 되살림")
    await owner.says("/undo")
    await owner.hears("되돌렸어요: 지움")
    assert article_id == desk.best("참나무 숲 다람쥐")
    await owner.says("/log")
    assert "주인 · 되돌림: " in (await owner.hears("작업 기록")).text


async def test_an_article_is_edited_by_buttons(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('이끼 정원이 문을 열었다')}")
    article_id = await publishes(owner, await owner.hears("게시 전에"))
    await owner.says(f"/edit {article_id}")
    proof = await owner.hears(f"{article_id} 기사 고치기")
    await owner.presses("고치기", on=proof)
    await owner.presses("언론사", on=await owner.hears("기사 고치기"))
    await owner.says("이끼일보", reply_to=await owner.hears("어느 언론사"))
    await owner.presses("게시", on=await owner.hears("기사 고치기"))
    await owner.hears("고쳤어요")
    article = desk.index.article(article_id)
    assert article
    assert "이끼일보" == article.publisher


async def test_what_decides_has_its_colour(desk: Desk, owner: Voice) -> None:
    def colours(heard: Heard) -> dict[str, str]:
        return {key["text"]: key["style"] for key in heard.buttons if "style" in key}

    text = story("구릿빛 종탑이 울렸다")
    await owner.says(f"/add {text}")
    proof = await owner.hears("게시 전에")
    assert {"게시": "success"} == colours(proof)
    article_id = await publishes(owner, proof)
    await owner.says(f"/add {text} 종소리는 물가까지 들렸다.")
    assert {} == colours(await owner.hears("이미 있어요:\n"))
    await owner.says(f"/remove {article_id}")
    assert {"지우기": "danger"} == colours(await owner.hears("지울까요"))
    await owner.says("/subscribe 종탑")
    await owner.hears("구독했어요")
    await owner.says("/unsubscribe")
    heard = await owner.hears("그만 받을까요")
    assert {"구독 해지": "danger"} == colours(heard)
    await owner.presses("구독 해지", on=heard)


async def test_a_value_that_is_none_is_asked_for_again(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('물레방아가 다시 돈다')}")
    proof = await owner.hears("게시 전에")
    await owner.hears("어느 언론사")
    await owner.presses("고치기", on=proof)
    await owner.presses("날짜", on=await owner.hears("게시 전에"))
    await owner.says("그저께쯤", reply_to=await owner.hears("언제 나온"))
    await owner.says("2026-02-27", reply_to=await owner.hears("«그저께쯤»에서 날짜를 읽지 못했어요"))
    assert "날짜: 2026.2.27." in (await owner.hears("게시 전에")).text


async def test_a_field_is_edited_without_its_colon(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('갈대밭에 둘레길')}")
    article_id = await publishes(owner, await owner.hears("게시 전에"))
    await owner.says(f"/edit {article_id} 언론사 갈대 신문")
    await owner.hears("고쳤어요")
    article = desk.index.article(article_id)
    assert article
    assert "갈대 신문" == article.publisher
    await owner.says(f"/edit {article_id} 언론사")
    assert f"/edit {article_id} 제목:" in (await owner.hears("무엇을 어떻게")).text
    await owner.says(f"/edit {article_id} 크기 큰 것")
    await owner.hears("«크기»는 고칠 수 있는 항목이 아니에요")


async def test_a_bundle_is_looked_through_put_in_as_one_and_undone_as_one(desk: Desk, owner: Voice) -> None:
    files = {
        f"{i}.md": crawled(
            f"오솔길 표지판 {i}호가 섰다.", id=f"903_{i:04}", title=f"오솔길 표지판 {i}호"
        ).encode()
        for i in range(300)
    }
    before, articles = desk.files(), len(desk.index)
    await owner.sends(
        "묶음.zip", archive({**files, "empty.md": b"", "picture.png": b"\x89PNG", "__MACOSX/._0.md": b"x"})
    )
    proof = await owner.hears("묶음 «")
    assert "기사 300건 · 이미 있는 기사 0건 · 읽지 못한 파일 2개" in proof.text
    assert "empty.md: 내용이 없어요" in proof.text
    desk.office.looked_through = None  # as after a restart
    await owner.presses("게시", on=proof)
    await owner.hears("기사 300건을 게시했어요")
    assert "903_0217" == desk.best("오솔길 표지판 217호")
    assert articles + 300 == len(desk.index)
    await owner.says("/undo")
    await owner.hears("(300건)")
    assert (articles, before) == (len(desk.index), desk.files())


async def test_what_could_not_be_read_is_listed_and_read_again(desk: Desk, owner: Voice) -> None:
    (desk.folder / "빈<b>파일.md").touch()
    desk.office.desk.corpus.scan()
    await owner.says("/rejected")
    heard = await owner.hears("읽지 못한 파일 1개")
    assert "빈<b>파일.md: 내용이 없어요" in heard.text
    (desk.folder / "빈<b>파일.md").write_text("# 샘터 약수\n\n샘터 약수가 맑아졌다.", encoding="utf-8")
    await owner.presses("다시 읽기", on=heard)
    await owner.hears("읽지 못한 파일 0개")
    assert 1 == len(desk.found("샘터 약수"))


async def test_status_and_export(desk: Desk, owner: Voice) -> None:
    await owner.says(f"/add {story('돌담 아래 수국이 피었다')}")
    article_id = await publishes(owner, await owner.hears("게시 전에"))
    await owner.says("/status")
    heard = await owner.hears("켜진 지 0시간")
    assert f"기사 {len(desk.index):,}건" in heard.text
    assert "색인 " in heard.text
    await owner.says("/export corpus")
    await owner.hears("묶고 있어요")
    name, raw = (await owner.hears()).file
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert len(desk.index) == len(packed.namelist())
        assert (desk.folder / f"{article_id}.md").read_bytes() == packed.read(f"{article_id}.md")
    await owner.hears("파일 1개에 담았어요")
    await owner.says("/subscribe")
    await owner.hears()
    await owner.says("/export subscriptions")
    assert str(owner.id).encode() in (await owner.hears()).file[1]
