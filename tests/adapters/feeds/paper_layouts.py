"""Pages laid out as the big papers' and portals' are, with all that stands around and amid a text there. Invented words."""

# ruff: noqa: E501 - lines of pages are as long as they are

from __future__ import annotations

import json

from tests.adapters.feeds.layouts import FIRST, LAST, MORE, SAID, TITLE

LAYOUTS_OF_PAPERS: dict[str, bytes] = {}
_LD = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2025-12-30T14:20:00+09:00",
        "author": [{"@type": "Person", "name": "윤서린"}],
        "publisher": {"@type": "Organization", "name": "한빛일보"},
    },
    ensure_ascii=False,
)
_OG = f'<meta property="og:title" content="{TITLE}"><meta property="og:type" content="article"><meta property="og:site_name" content="한빛일보"><meta property="og:description" content="{FIRST[:60]}"><meta property="article:published_time" content="2025-12-30T14:20:00+09:00"><script type="application/ld+json">{_LD}</script>'


def _page(body: str) -> bytes:
    return f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{TITLE} | 한빛일보</title>{_OG}<style>.a{{color:red}}</style></head><body>{body}</body></html>'.encode()


LAYOUTS_OF_PAPERS["a portal: dic_area, a photo's words, a journalist's card, headlines of the paper"] = (
    _page(f"""
<div class="u_skip"><a href="#ct">본문 바로가기</a></div><header class="Nlnb _float_lnb"><h1 class="Nlnb_logo"><a href="/">뉴스</a></h1><ul class="Nlnb_menu_list"><li><a href="/1">정치</a></li><li><a href="/2">경제</a></li><li><a href="/3">사회</a></li></ul></header>
<div id="ct_wrap" class="ct_scroll_wrapper"><div id="ct" role="main" class="newsct"><div class="media_end_head go_trans"><div class="media_end_head_top"><a href="/press"><img alt="한빛일보"></a></div>
<div class="media_end_head_title"><h2 id="title_area" class="media_end_head_headline"><span>{TITLE}</span></h2></div>
<div class="media_end_head_info nv_notrans"><div class="media_end_head_info_datestamp"><div class="media_end_head_info_datestamp_bunch">입력<span class="media_end_head_info_datestamp_time" data-date-time="2025-12-30 14:20:00">2025.12.30. 오후 2:20</span></div><a href="/o" class="media_end_head_origin_link">기사원문</a></div>
<div class="media_end_head_journalist"><button class="media_end_head_journalist_name">윤서린 기자</button></div></div></div>
<div id="newsct_article" class="newsct_article _article_body"><article id="dic_area" class="go_trans _article_content"><strong class="media_end_summary">나루까지 15분<br>통행료는 없어</strong><br>
<span class="end_photo_org"><div class="nbd_im_w _LAZY_LOADING_WRAP"><div class="nbd_a"><img id="img1" data-src="a.jpg" class="_LAZY_LOADING"></div></div><em class="img_desc">30일 개통한 한빛대교 위를 차들이 달리고 있다. 한빛시 제공</em></span>
{FIRST}<br><br>{MORE}<br><br>{SAID}<br><br>{LAST}<br><br></article></div>
<div class="byline"><p class="byline_p"><span class="byline_s">윤서린 기자(seorin@hanbit.example)</span></p></div>
<div class="copyright"><div class="c_text"><p class="c_text_p">Copyright ⓒ 한빛일보. All rights reserved. 무단 전재 및 재배포 금지.</p></div></div>
<div class="media_end_categorize"><a class="media_end_categorize_item"><em>이 기사는 언론사에서 사회 섹션으로 분류했습니다.</em></a></div>
<div class="media_journalistcard"><div class="media_journalistcard_summary">윤서린 기자 구독 구독중 구독자 1,234 응원수 56</div></div>
<div class="_channelPromotion"><h3>한빛일보 헤드라인</h3><ul><li><a href="/7">나루시, 버스 노선 다시 짠다</a></li><li><a href="/8">내일 눈 최대 10cm</a></li></ul></div>
<div id="cbox_module" class="u_cbox"><div class="u_cbox_head"><h5>댓글</h5></div><span class="u_cbox_contents">드디어 열렸네요. 오래 기다렸습니다.</span></div></div></div>
<footer id="ct_footer"><address>© HANBIT Corp.</address><p>이 콘텐츠의 저작권은 저작권자 또는 제공처에 있으며, 이를 무단 이용하는 경우 저작권법 등에 따라 법적 책임을 질 수 있습니다.</p></footer>""")
)
LAYOUTS_OF_PAPERS["another portal: sections with dmcf-pid, a summary, a label of pictures"] = _page(f"""
<div id="kakaoIndex"><a href="#kakaoBody">본문 바로가기</a><a href="#kakaoGnb">메뉴 바로가기</a></div><div id="kakaoHead"><ul class="list_gnb"><li><a href="/1">사회</a></li><li><a href="/2">정치</a></li></ul></div>
<main id="mainContent"><article class="box_view"><div class="head_view"><h3 class="tit_view" data-translation="true">{TITLE}</h3><div class="info_view"><span class="txt_info">윤서린</span><span class="txt_info">입력 <span class="num_date">2025. 12. 30. 14:20</span></span><button class="btn_comment">댓글 <span>12</span>개</button></div></div>
<div class="util_view"><button class="btn_tts">음성재생</button><div class="layer_tts"><strong>음성으로 듣기</strong></div><button>글씨크기 조절하기</button><div class="layer_trans"><strong>번역 설정</strong><ul><li>한국어 - English</li><li>영어 - English</li></ul></div><button>인쇄하기</button></div>
<div class="news_view fs_type1" data-cloud-area="article"><div class="article_view" data-cloud="article_body" data-translation-body="true"><section dmcf-sid="s1">
<strong class="summary_view" data-translation="true">나루까지 15분…통행료 없어</strong>
<figure class="figure_frm origin_fig" dmcf-pid="p0" dmcf-ptype="figure"><p class="link_figure"><img alt="개통한 한빛대교. 한빛시 제공" class="thumb_g_article" src="a.jpg"></p><figcaption class="txt_caption default_figure">개통한 한빛대교. 한빛시 제공</figcaption></figure>
<p dmcf-pid="p1" dmcf-ptype="general">{FIRST}</p><p dmcf-pid="p2" dmcf-ptype="general">{MORE}</p><div class="ad_body2" data-tiara="ad"><ins class="kakao_ad_area"></ins></div><p dmcf-pid="p3" dmcf-ptype="general">{SAID}</p><p dmcf-pid="p4" dmcf-ptype="general">{LAST}</p>
<p dmcf-pid="p5" dmcf-ptype="general">윤서린 기자 seorin@hanbit.example</p></section></div><p class="txt_copyright">Copyright © 한빛일보. 무단전재 및 재배포 금지.</p></div></article>
<div class="box_etc"><h3>이 뉴스를 추천합니다</h3><ul class="list_news"><li><strong><a href="/9">한빛시장 축제 사흘 더</a></strong></li><li><strong><a href="/10">나루 시장에 불…다친 사람 없어</a></strong></li></ul></div></main>""")
LAYOUTS_OF_PAPERS["a daily: sections of usual classes, an advertisement between each two paragraphs"] = (
    _page(f"""
<div id="fusion-app"><div class="layout-header"><nav class="nav-bar"><a href="/">한빛일보</a><a href="/p">정치</a><a href="/e">경제</a></nav></div><section class="layout-main"><div class="article-header"><div class="breadcrumb"><a href="/s">사회</a></div><h1 class="article-header__headline"><span>{TITLE}</span></h1><h2 class="article-header__subhead">나루까지 15분…통행료는 없어</h2></div>
<div class="article-byline"><a class="article-byline__author" href="/j">윤서린 기자</a><div class="dateBox">입력 <span class="inputDate">2025.12.30. 14:20</span> <span class="upDate">업데이트 2025.12.30. 14:40</span></div></div><div class="social-share"><button>페이스북</button><button>X</button><button>카카오</button></div>
<section class="article-body" itemprop="articleBody"><figure class="article-body__content article-body__content-image"><div class="lazyload-wrapper"><img alt="한빛대교" src="a.jpg"></div><figcaption class="figcaption">30일 한빛대교가 개통했다./한빛시 제공</figcaption></figure>
<p class="article-body__content article-body__content-text text--black text font--size-sm-18">{FIRST}</p><div class="dfpAd arcad-wrapper"><div id="arcad_1">advertisement</div></div>
<p class="article-body__content article-body__content-text">{MORE}</p><div class="dfpAd arcad-wrapper"><div id="arcad_2">advertisement</div></div><p class="article-body__content article-body__content-text">{SAID}</p>
<div class="article-body__content article-body__content-related"><strong>관련 기사</strong><a href="/3">다리 이름 놓고 두 도시 다툼</a></div><p class="article-body__content article-body__content-text">{LAST}</p></section>
<div class="article-footer"><p>#한빛대교 #나루시</p></div></section><section class="layout-side"><h3>많이 본 뉴스</h3><ol><li><a href="/5">한빛시장 축제 사흘 더</a></li></ol></section><div class="footer-copyright">Copyright 한빛일보 All rights reserved. 무단 전재 및 재배포, AI학습 이용 금지</div></div>""")
)
LAYOUTS_OF_PAPERS["a daily: article_body by id, a video, an index of the series, a reporter's box"] = (
    _page(f"""
<header class="header" id="header"><nav id="navbar"><ul><li><a href="/o">오피니언</a></li><li><a href="/m">머니</a></li></ul></nav></header><main class="container"><section class="contents"><article class="article" id="article"><header class="article_header"><div class="subhead"><a class="title" href="/s">사회</a></div><h1 class="headline">{TITLE}</h1>
<div class="datetime"><div><p class="date">입력 <time itemprop="datePublished" datetime="2025-12-30T14:20:00+09:00">2025.12.30 14:20</time></p></div></div><div class="byline"><a href="/j/1">윤서린 기자</a></div><button class="btn_subscribe">구독</button></header>
<div class="article_body fs3" id="article_body" data-role="content"><div class="ab_photo photo_center"><div class="image"><img src="a.jpg" alt="한빛대교"></div><p class="caption">30일 오전 한빛대교가 열렸다. 한빛시 제공</p></div>
<p data-divno="1">{FIRST}</p><div class="ab_player"><div class="tag_vod"><p class="caption">다리 개통 현장 영상</p></div></div><p data-divno="2">{MORE}</p><div id="ad_art_content_mc" class="ad_art"><span class="blind">광고</span></div>
<div class="tag_question" data-divno="3"><strong>관련기사</strong><ul><li><a href="/2">나루시, 버스 노선 다시 짠다</a></li><li><a href="/4">공사 5년, 무엇이 남았나</a></li></ul></div><p data-divno="4">{SAID}</p><p data-divno="5">{LAST}</p>
<div class="ab_byline">한빛=윤서린 기자 seorin@hanbit.example</div></div><div class="btn_group"><button>공감하기 12</button><button>댓글쓰기</button></div></article></section>
<aside class="sidebar"><div class="card_group"><h2>이 시각 많이 본 뉴스</h2><p>한빛시장 축제가 사흘 더 열린다고 한다</p></div></aside></main><footer class="footer"><p>주소: 한빛시 중앙로 1 등록번호: 한빛 가00001 발행인: 윤서린 전화번호: 000-000-0000 ⓒHANBIT 저작권자이므로 무단 전재 및 재배포 금지</p></footer>""")
)
LAYOUTS_OF_PAPERS[
    "an agency: story-news, a caption with brackets, a by-line as the first line, tips and copyright"
] = _page(f"""
<div class="header-wrap"><div class="nav-zone"><ul><li><a href="/n">최신기사</a></li><li><a href="/p">정치</a></li></ul></div></div><div class="container" id="container"><div class="content90"><header class="title-article01"><h1 class="tit01">{TITLE}</h1></header><div class="update-time">송고시간2025-12-30 14:20</div><div class="writer-zone01"><strong class="tit-name">윤서린 기자</strong><a class="btn-style01" href="#">기자페이지</a></div>
<div class="scroller01"><article class="story-news article" id="articleWrap"><div class="summary-wrap"><p class="summary">나루까지 15분…통행료 없어</p></div><div class="comp-box photo-group"><figure class="image-zone01"><span class="img"><img src="a.jpg" alt="개통한 한빛대교"></span><figcaption class="txt-desc"><strong class="tit-cap">개통한 한빛대교</strong><p class="txt-copyright">[한빛시 제공. 재판매 및 DB 금지]</p></figcaption></figure></div>
<p>(한빛=한빛통신) 윤서린 기자 = {FIRST}</p><p>{MORE}</p><aside class="aside-box421"><div id="ad_box1">광고</div></aside><p>{SAID}</p><p>{LAST}</p>
<p class="adrs"><span class="cmp">seorin@hanbit.example</span></p><p class="txt-copyright adrs">제보는 카카오톡 okjebo &lt;저작권자(c) 한빛통신, 무단 전재-재배포, AI 학습 및 활용 금지&gt; <span class="c-ymd">2025/12/30 14:20</span> 송고</p></article></div>
<div class="related-zone rel"><strong class="tit">관련기사</strong><ul class="list"><li><a href="/2">나루시, 버스 노선 다시 짠다</a></li></ul></div><div class="keyword-zone"><ul><li><a href="/t">#한빛대교</a></li></ul></div><div class="comment-zone">댓글쓰기</div></div></div>""")
LAYOUTS_OF_PAPERS["a daily of modern make: hashed classes, an invitation to give, a question box"] = (
    _page(f"""
<div id="__next"><header class="Header_wrap__a1b2c"><a href="/">한빛</a><nav class="Gnb_list__x1y2z"><a href="/p">정치</a><a href="/s">사회</a></nav></header><div id="renewal2023"><section class="ArticleDetailView_articleDetail__IT2fh"><h3 class="ArticleDetailView_title__9kRU_">{TITLE}</h3><h4 class="ArticleDetailView_subtitle__q1w2e">나루까지 15분<br/>통행료는 없어</h4><div class="ArticleDetailView_reporterList__pdluN"><a href="/j">윤서린</a>기자</div><ul class="ArticleDetailView_dateList__tniXJ"><li><span>수정</span> 2025-12-30 14:40</li><li><span>등록</span> 2025-12-30 14:20</li></ul>
<div class="ArticleDetailView_viewTools__zz"><button>기사를 읽어드립니다</button><span class="blind">0:00</span></div>
<div class="ArticleDetailContent_wrap__zzz"><div class="article-text"><div class="ArticleDetailContent_imageContainer__abc"><figure><div class="ArticleDetailContent_imageWrap__o8GzH"><picture><img src="a.jpg"/></picture></div><figcaption class="ArticleDetailContent_captionWrap__o">개통한 한빛대교. 한빛시 제공</figcaption></figure></div>
<p class="text">{FIRST}</p><div class="ArticleDetailContent_adWrap__DjJMV"><span class="ArticleDetailContent_adFlag__6P3pH">광고</span></div><p class="text">{MORE}</p><p class="text">{SAID}</p><p class="text">{LAST}</p><p class="text"></p><p class="text"><b>윤서린 기자 seorin@hanbit.example</b></p></div></div>
<div class="ArticleDetailAudioPlayer_audio__x"></div><div class="ArticleSupport_wrap__k"><p>한빛은 독자의 후원으로 기사를 만듭니다. 지금 후원해 주세요.</p><button>후원하기</button></div></section><section class="RelatedNews_wrap__q"><h3>관련 기사</h3><ul><li><a href="/2">나루시, 버스 노선 다시 짠다</a></li></ul></section></div></div>""")
)
LAYOUTS_OF_PAPERS["an economic daily: articletxt, line breaks, a stock's box, a picture's words by class"] = (
    _page(f"""
<div id="wrap"><header id="header"><nav class="gnb"><a href="/stock">증권</a><a href="/realestate">부동산</a></nav></header><div id="container"><div class="contents"><article class="contents-article"><h1 class="headline">{TITLE}</h1><div class="article-timestamp"><div class="datetime"><span class="item"><span class="txt">입력</span><span class="txt-date">2025.12.30 14:20</span></span></div></div><div class="article-toolbox"><button>클린뷰</button><button>프린트</button></div>
<div class="article-body-wrap"><p class="summary">나루까지 15분<br>통행료는 없어</p><div id="articletxt" class="article-body" itemprop="articleBody"><div class="article-figure"><figure class="figure-image"><div class="figure-img"><img src="a.jpg"></div><figcaption class="figure-caption">사진=한빛시</figcaption></figure></div>{FIRST}<br><br>{MORE}<br><br><div id="div-gpt-ad" class="ad-wrap"></div><div class="article-stock"><strong>한빛건설</strong> 12,300 +1.2%</div>{SAID}<br><br>{LAST}<br><br>윤서린 기자 seorin@hanbit.example</div></div></article><div class="share-btn-wrap"><ul><li><a href="#">좋아요</a></li><li><a href="#">싫어요</a></li></ul></div><div class="article-copyright">ⓒ 한빛경제, 무단전재 및 재배포 금지</div></div></div></div>""")
)
LAYOUTS_OF_PAPERS[
    "a local paper's usual system: article-view-content-div, pictures in figures, an ad in paragraphs"
] = _page(f"""
<div id="user-wrap"><header id="user-header"><nav id="user-menu"><ul><li><a href="/a">전체기사</a></li><li><a href="/b">정치</a></li></ul></nav></header><section id="article-view"><div class="article-view-header"><h3 class="heading">{TITLE}</h3><h4 class="subheading">나루까지 15분<br>통행료는 없어</h4><ul class="infomation"><li><i class="icon-user-o"></i>윤서린 기자</li><li>승인 2025.12.30 14:20</li><li>댓글 0</li></ul><div class="article-head-sns"><a href="#">기사공유하기</a></div></div>
<div id="snsAnchor" class="article-body"><article id="article-view-content-div" class="article-veiw-body view-page font-size17" itemprop="articleBody"><div style="text-align:center"><figure class="photo-layout image photo_1 hcenter" data-idx="1"><img src="a.jpg"><figcaption>▲ 30일 개통한 한빛대교 &lt;사진=한빛시&gt;</figcaption></figure></div>
<p>[한빛일보 윤서린 기자] {FIRST}</p><p>{MORE}</p><p>&nbsp;</p><div class="ad-template"><div class="banner"><script>ad()</script></div></div><p>{SAID}</p><p>{LAST}</p></article></div>
<div class="view-copyright">저작권자 © 한빛일보 무단전재 및 재배포 금지</div><div class="view-editors"><article class="writer"><strong class="name">윤서린 기자</strong><a href="mailto:seorin@hanbit.example">seorin@hanbit.example</a><a href="/w">다른기사 보기</a></article></div><section id="articles-keyword"><h2>키워드</h2><a href="/k">#한빛대교</a></section><section class="article-reply"><h5>댓글삭제</h5><p>삭제한 댓글은 다시 복구할 수 없습니다. 그래도 삭제하시겠습니까?</p></section></section><footer id="user-footer"><p>한빛시 중앙로 1 대표전화 : 000-000-0000 청소년보호책임자 : 도하람</p></footer></div>""")
LAYOUTS_OF_PAPERS["a broadcaster: an anchor, a reporter and a report, a player, a summary"] = _page(f"""
<div class="wrap"><header><div class="w_inner"><nav><a href="/r">다시보기</a></nav></div></header><div class="news_video_view"><div class="video_player">동영상 플레이어</div></div><section class="w_article"><header><h1 class="article_main_tit">{TITLE}</h1></header><div class="article_cont_area"><div class="sns_w"><button>공유</button></div>
<div class="main_text"><div class="text_area" itemprop="articleBody"><div class="article_summary_area"><div class="summary_tit">기사 요약</div><p class="ai_summary">다리가 열려 십오 분이 줄었습니다.</p></div><p class="article_image"><img src="a.jpg" alt="다리"></p>&lt;앵커&gt;<br><br>{FIRST}<br><br>&lt;기자&gt;<br><br>{MORE}<br><br>{SAID}<br><br>{LAST}</div></div><div class="reporter_w">윤서린 기자</div><div class="article_bottom_banner">앱 설치하기</div></div></section><footer><p>Copyright Ⓒ 한빛방송. All rights reserved. 무단 전재, 재배포 및 AI학습 이용 금지</p></footer></div>""")

# The line that says where it is from belongs to the text, and is left out where sentences are shown.
BEFORE_THE_TEXT = {
    "an agency: story-news, a caption with brackets, a by-line as the first line, tips and copyright": "(한빛=한빛통신) 윤서린 기자 = ",
    "a local paper's usual system: article-view-content-div, pictures in figures, an ad in paragraphs": "[한빛일보 윤서린 기자] ",
}
