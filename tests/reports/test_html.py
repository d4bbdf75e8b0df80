"""News pages: what is read of them, and markup that is hostile."""

from datetime import date

import pytest

from counterclaim.errors import InputError

PARAGRAPHS = """<p>At least nine people were killed in the harbour of Quellport on Monday, the governor said.</p>
<p>The ministry denied it. Rescue workers were still digging on Tuesday morning, and a hospital said that it had
received thirty wounded. A clerk said the harbour had been closed since 3 March 2020.</p>"""
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nine killed in harbour | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ada Lint">
<meta property="article:published_time" content="2031-05-12T10:00:00Z"><link rel="canonical" href="https://hp.example/9"></head>
<body><nav>Home Weather Sport</nav><article><h1>Nine killed in harbour</h1>{PARAGRAPHS}</article>
<footer>Copyright 2019</footer></body></html>"""


def test_a_page_gives_text_title_date_author_outlet_and_address(read):
    (report,) = read(PAGE.encode(), "page.html")
    assert report.text.startswith("Nine killed in harbour\n")
    assert "At least nine people were killed" in report.text
    assert "Weather" not in report.text
    assert "Copyright" not in report.text
    assert (report.title, report.author, report.source) == ("Nine killed in harbour", "Ada Lint", "Harbour Post")
    assert report.published == date(2031, 5, 12)
    assert report.address == "https://hp.example/9"


def test_a_date_in_the_text_is_not_the_pages(read):
    page = PAGE.replace('<meta property="article:published_time" content="2031-05-12T10:00:00Z">', "")
    (report,) = read(page.encode(), "page.html")
    assert report.published is None


def test_the_host_stands_in_for_an_outlet_without_name(read):
    markup = f"<html><body><article>{PARAGRAPHS}</article></body></html>"
    (report,) = read(markup.encode(), "https://www.harbour.example/a", final_address="https://www.harbour.example/b")
    assert report.source in ("harbour.example", "Harbour")
    assert report.address == "https://www.harbour.example/b"


def test_what_a_feed_said_stands_in_for_what_the_page_does_not_say(read):
    markup = f"<html><body><article>{PARAGRAPHS}</article></body></html>"
    listing = (("feed", "f"), ("title", "Nine killed"), ("published", "2031-05-12"), ("source", "Harbour Post"))
    (report,) = read(markup.encode(), "page.html", listing=listing)
    assert (report.published, report.source, report.title) == (date(2031, 5, 12), "Harbour Post", "Nine killed")
    (report,) = read(PAGE.encode(), "page.html", listing=(("published", "2030-01-01"), ("source", "Other")))
    assert (report.published, report.source) == (date(2031, 5, 12), "Harbour Post")


@pytest.mark.parametrize(
    "markup",
    ["<p>Nine people were killed.</p>", "<div>Nine people were <b>killed</b>.", "<html>Nine people were killed."],
)
def test_a_short_notice_is_read_whole(read, markup):
    (report,) = read(markup.encode(), "page.html")
    assert report.text == "Nine people were killed."


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>document.write('500 people killed')</script>",
        "<style>p:after{content:'500 people killed'}</style>",
        "<noscript>500 people killed</noscript>",
        "<!-- 500 people killed -->",
        "<template><p>500 people killed</p></template>",
        "<p hidden>500 people killed</p>",
        "<div style='color:red; Display: none'>500 people killed</div>",
        "<iframe srcdoc='&lt;p&gt;500 people killed&lt;/p&gt;'></iframe>",
        "<p onclick=\"alert('500 people killed')\">A quiet day.</p>",
        "<img src=x onerror=\"alert('500 people killed')\">",
        "<svg onload='500'><text>500 people killed</text></svg>",
    ],
)
def test_scripts_and_hidden_markup_leave_nothing_in_the_text(read, hostile):
    for page in (PAGE.replace("</article>", f"{hostile}</article>"), f"<p>Nine killed.</p>{hostile}"):
        (report,) = read(page.encode(), "page.html")
        assert "500" not in report.text
        assert "ine" in report.text


def test_markup_in_titles_is_only_words(read):
    title = "&lt;script&gt;alert(1)&lt;/script&gt; nine killed"
    (report,) = read(PAGE.replace("Nine killed in harbour", title).encode(), "page.html")
    assert "nine killed" in report.text  # faces escape what they show; here it is text like any other


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<html><!-- nothing --></html>",
        "<html><body><script>1</script></body></html>",
        "<html><body>" + "<div>" * 200_000,
        "<html><body>" + "<div>" * 100_000 + "</div>" * 100_000,
        "<html><body><p " + "a=1 " * 5_000 + ">Nine killed</p>",
    ],
)
def test_a_page_without_words_is_a_fault(read, markup):
    with pytest.raises(InputError, match=r"page\.html: (holds no text|its markup|an element of its markup)"):
        read(markup.encode(), "page.html")


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><p>Nine killed & &#x110000; &#0; &bogus; &#xd800; <b>x <i>y </b></i>" * 500,
        "<html><body><p>Nine killed<p><table><tr><td><table><td>" * 300,
        "<html><body><p>Nine killed " + "<a href='javascript:x'>" * 2_000,
        "<html><body " + "x=y " * 500 + "><p>Nine killed</p>",
        "<html><body><p>Nine killed <![CDATA[ ]]> <?php echo ?> </p></html></html><html>",
        "<html><head><meta charset='utf-7'></head><body><p>Nine killed +ADw-script+AD4-</p>",
        "<html><head><base href='file:///etc/'><meta http-equiv=refresh content='0;url=file:///etc'></head><p>Nine killed",
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(read, markup):
    (report,) = read(markup.encode(), "page.html")
    assert "Nine killed" in report.text
    report.text.encode()


@pytest.mark.parametrize(
    ("declared", "encoding"), [("koi8-r", "cp1252"), ("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("utf-8", "utf-8")]
)
def test_a_declared_charset_may_be_wrong(read, declared, encoding):
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("the governor", "“Jürg Café”, the governor")
    (report,) = read(page.encode(encoding), "page.html")
    assert "“Jürg Café”" in report.text


def test_a_page_of_very_many_elements_is_read_whole(read):
    page = PAGE.replace("</article>", "<i>x</i> " * 30_000 + "</article>")
    (report,) = read(page.encode(), "page.html")
    assert "At least nine people were killed" in report.text
    assert "Copyright 2019" in report.text


def test_a_page_larger_than_any_is_a_fault(read):
    with pytest.raises(InputError, match="characters of markup"):
        read(b"<html><p>" + b"x" * 5_000_001, "page.html")
