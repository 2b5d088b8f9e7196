"""Whatever octets come, the answer is a clean file or a refusal: nothing else ever rises."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from anlauf.cases.papers.judge import judged
from anlauf.cases.papers.limits import USUAL
from anlauf.cases.papers.refusals import BadFile
from anlauf.cases.papers.sound import Sound
from tests.cases.papers import files

SMALL = replace(USUAL, pixels=1_000_000, unpacked_stream=1_000_000, unpacked=2_000_000)
SOUND = (
    files.picture(),
    files.photo_with_place(),
    files.picture(form="PNG"),
    files.HEIC,
    files.pdf(2),
    files.pdf_with_picture(),
    files.pdf_with_attachment(),
)
STARTS = (b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic", b"")


def answer(content):
    try:
        return judged(content, SMALL)
    except BadFile as refused:
        return refused


@given(st.sampled_from(STARTS), st.binary(max_size=2000))
def test_random_octets_are_refused(start, rest):
    assert isinstance(answer(start + rest), BadFile)


@given(st.sampled_from(SOUND), st.data())
def test_what_is_cut_off_is_refused_or_whole(content, data):
    cut = content[: data.draw(st.integers(0, len(content) - 1))]
    assert isinstance(answer(cut), BadFile | Sound)


@given(st.sampled_from(SOUND), st.data())
def test_a_changed_file_is_clean_or_refused(content, data):
    changed = bytearray(content)
    places = st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=12)
    for place in data.draw(places):
        changed[place] = data.draw(st.integers(0, 255))
    found = answer(bytes(changed))
    assert isinstance(found, BadFile) or found.content.startswith((b"%PDF-", b"\xff\xd8\xff"))


@given(st.sampled_from(SOUND), st.sampled_from(SOUND), st.data())
def test_two_files_sewn_together_are_clean_or_refused(one, other, data):
    first = one[: data.draw(st.integers(0, len(one)))]
    second = other[data.draw(st.integers(0, len(other))) :]
    assert isinstance(answer(first + second), BadFile | Sound)
