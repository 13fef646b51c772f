"""Noise that programs put between characters, and what looks like it and was written by people."""

import random
from itertools import pairwise

import pytest

from cleaners.noise import KNOWN_GLOSSES, find_noise

NEWS = "網絡安全宣傳周將於本月開幕，有關部門表示，今年的活動將進一步提高市民的安全意識，學校和企業都會參加。"
GLOSSES = {entry[0]: entry[1:] for entry in reversed(KNOWN_GLOSSES.split())}


def without_noise(text: str) -> str:
    kept, at = [], 0
    for start, end, _ in find_noise(text):
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:]))


def annotated(text: str, characters: str) -> str:
    return "".join(f"{each}({GLOSSES[each]})" if each in characters else each for each in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("網(wǎng)絡(luò )安全", "網絡安全", id="a title, one syllable with a blank"),
        pytest.param("業(yè)內人士預計", "業內人士預計", id="one known gloss in a title"),
        pytest.param(annotated(NEWS, "網絡開關門動進學業會"), NEWS, id="a story annotated throughout"),
        pytest.param(
            "暂(zan)未(wei)收到报告，供电(dian)通信正常(chang)。县(xian)里已启动(dong)响应，救援人员正赶赴震中(zhong)乡镇。",
            "暂未收到报告，供电通信正常。县里已启动响应，救援人员正赶赴震中乡镇。",
            id="syllables without tones, many in the midst of words",
        ),
        pytest.param("會議\x05\x06\x08，今天\x07。", "會議，今天。", id="control characters before punctuation"),
        pytest.param("安\u200b全\u2060第\u200d一", "安全第一", id="zero-width characters between Han"),
        pytest.param("\ufeff新聞", "新聞", id="byte order mark"),
        pytest.param("com\u00admunication", "communication", id="soft hyphen"),
        pytest.param("\u202a王小明\u202c", "王小明", id="direction marks"),
        pytest.param("甲\x81乙", "甲乙", id="C1 control character"),
    ],
)
def test_removes_what_programs_put_in(text: str, expected: str) -> None:
    assert without_noise(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("安徽歙(shè)县、亳(bó)州，江苏盱(xū)眙(yí)", id="place names explained in simplified text"),
        pytest.param("地名難讀：鄱(pó)陽、歙(shè)縣、亳(bó)州、盱(xū)眙(yí)", id="place names in traditional text"),
        pytest.param("“熵(shāng)”字怎么读？", id="a title that asks for a reading"),
        pytest.param("这个字读作行(xíng)，也读作行(háng)，行业的行(háng)", id="two readings of one character"),
        pytest.param("學(xué)是動詞。我學中文，你學英文，他學法文，大家都學。", id="a lesson about one word"),
        pytest.param(
            "鄺(kuàng)、酈(lì)、龐(páng)、聶(niè)、薊(jì)、陸(lù)、馮(féng)、蔣(jiǎng)", id="surnames in a list"
        ),
        pytest.param("重庆(chóng qìng)", id="two syllables after two characters"),
        pytest.param("春(chun)眠(mian)不(bu)觉(jue)晓(xiao)处(chu)处(chu)闻(wen)", id="a primer without tones"),
        pytest.param(
            "人(men)、锅(pan)、禁令(ban)、歌(song)、她(she)、能(can)、长(long)。", id="English words in brackets"
        ),
        pytest.param("網(网)絡(络)", id="simplified forms in brackets"),
        pytest.param("學(xué)習(xí)漢(hàn)語(yǔ)真(zhēn)難(nán)", id="a primer, every character annotated"),
        pytest.param("中国（China）与法国(France)", id="foreign words in brackets"),
        pytest.param("第一行\r\n\t第二行", id="layout characters"),
        pytest.param("می\u200cخواهم", id="joiner that Persian spelling needs"),
        pytest.param("👨\u200d👩\u200d👧", id="emoji made of several"),
        pytest.param("plain ASCII text", id="ASCII"),
        pytest.param("", id="nothing"),
    ],
)
def test_leaves_what_people_wrote(text: str) -> None:
    assert find_noise(text) == []


def test_spans_are_ordered_apart_and_named() -> None:
    spans = find_noise("\ufeff網(wǎng)絡(luò )\x05\x06，安\u200b全\u00ad")
    assert [rule for _, _, rule in spans] == [
        "byte_order_mark",
        "pinyin_gloss",
        "pinyin_gloss",
        "control_characters",
        "zero_width",
        "soft_hyphen",
    ]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_any_mixture_of_noise_comes_out_again() -> None:
    rng = random.Random(7)
    for _ in range(50):
        noisy = annotated(NEWS * 3, "".join(rng.sample("網絡開關門動進學業會", 6)))
        noisy = noisy.replace("，", "".join(rng.choices("\x05\x06\x07\x08\u200b", k=rng.randint(1, 5))) + "，")
        assert without_noise(noisy) == NEWS * 3
