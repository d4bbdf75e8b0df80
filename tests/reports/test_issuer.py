"""Who issued a document, as its first line tells it."""

import pytest

from counterclaim.reports.issuer import issuer


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Statement of the General Staff of the Armed Forces, 3 June 2031", "the General Staff of the Armed Forces"),
        ("Press release by Harbour Aid (12 May 2031)", "Harbour Aid"),
        ("Communiqué No. 14 from the Hill Front", "the Hill Front"),
        ("Official statement by the Ministry of Health on the shelling of Kell", "the Ministry of Health"),
        ("Daily summary of the Network for Human Rights, 18 August 2031", "the Network for Human Rights"),
        ("Daily bulletin of the hospitals of Orvale for 12 May 2031", "the hospitals of Orvale"),
    ],
)
def test_the_body_that_issued_it_is_named(line: str, name: str) -> None:
    assert issuer(f"\n{line}\n\nNine people were killed.") == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nine people were killed, a statement by the ministry said.",
        "Statement of account\nNine crowns.",
        "Massacre in Kell\nStatement of the General Staff",
        "The Ministry issued a statement",
        "Statement by the father of a man who was shot by soldiers near Kell who asked not to be named",
    ],
)
def test_other_texts_name_nobody(text: str) -> None:
    assert issuer(text) is None
