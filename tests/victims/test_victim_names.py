"""Names read: components, particles, and keys that survive spelling. All names are invented combinations."""

import pytest

from counterclaim.victims.names import ARABIC, LATIN, NameReader, Script, script_of

arabic, latin = NameReader(ARABIC), NameReader(LATIN)


@pytest.mark.parametrize(
    ("text", "given", "father", "grandfather", "family"),
    [
        ("سامر خالد يوسف الحداد", "سامر", "خالد", "يوسف", "الحداد"),
        ("سامر بن خالد الحداد", "سامر", "خالد", None, "الحداد"),
        ("سامر الحداد", "سامر", None, None, "الحداد"),
        ("عبد الرحمن أبو زيد", "عبدالرحمن", None, None, "ابوزيد"),
        ("نور الدين خالد الحداد", "نورالدين", "خالد", None, "الحداد"),
        ("الدكتور سامر الحداد", "سامر", None, None, "الحداد"),
        ("سامر (أبو يوسف) الحداد", "سامر", None, None, "الحداد"),
        ("طفل خالد يوسف الحداد", None, "خالد", "يوسف", "الحداد"),
        ("زوجة خالد الحداد", None, None, None, "الحداد"),
    ],
)
def test_arabic_names_have_their_components(text, given, father, grandfather, family):
    name = arabic.read(text)
    assert (name.given, name.father, name.grandfather, name.family) == (given, father, grandfather, family)


@pytest.mark.parametrize(
    ("text", "given", "father", "family"),
    [
        ("Samer Khaled al-Haddad", "samer", "khaled", "alhaddad"),
        ("Abd al-Rahman Abu Zayd", "abdalrahman", None, "abuzayd"),
        ("Nour al-Din Khaled Haddad", "nouraldin", "khaled", "haddad"),
        ("Dr. Samer Haddad", "samer", None, "haddad"),
        ("Child of Khaled Haddad", None, "khaled", "haddad"),
        ("Ružica Ćosić", "ruzica", None, "cosic"),
    ],
)
def test_latin_names_have_their_components(text, given, father, family):
    name = latin.read(text)
    assert (name.given, name.father, name.family) == (given, father, family)


@pytest.mark.parametrize("text", ["", "   ", "مجهول", "مجهول الهوية", "غير معروف", "طفل", "???", "12345"])
def test_an_arabic_placeholder_names_nobody(text):
    assert arabic.read(text).placeholder


@pytest.mark.parametrize("text", ["unknown", "Unidentified person", "N/A", "baby girl", "Name not known", "-"])
def test_a_latin_placeholder_names_nobody(text):
    assert latin.read(text).placeholder


def test_a_name_that_only_contains_a_placeholder_word_is_still_a_name():
    assert not latin.read("Samer Boy Haddad").placeholder


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("الحداد", "حداد"),
        ("علاء", "عالء"),  # lam-alef reversed, as PDF text has it
        ("عبد الرحمن", "عبدالرحمن"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("ﻻﻣﻊ", "لامع"),  # presentation forms
    ],
)
def test_spellings_of_one_arabic_word_share_the_medium_key(one, other):
    keys = [arabic.keys(arabic.tokens(text)[0]).medium for text in (one, other)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhamad"),
        ("Khaled", "Khalid"),
        ("Yousef", "Yusuf"),
        ("al-Haddad", "El Haddad"),
        ("Hussein", "Husain"),
        ("Abd al-Rahman", "Abdelrahman"),
        ("Šemsudin", "Semsudin"),
    ],
)
def test_spellings_of_one_latin_name_share_the_skeleton(one, other):
    keys = [latin.keys(latin.tokens(text)[0]).skeleton for text in (one, other)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(("one", "other"), [("سامر", "عمر"), ("خالد", "وليد"), ("حسن", "حسين")])
def test_different_arabic_names_keep_different_medium_keys(one, other):
    assert arabic.keys(one).medium != arabic.keys(other).medium


def test_no_two_letters_make_an_empty_key():
    assert all(arabic.keys(word).medium and arabic.keys(word).skeleton for word in ("ا", "وي", "اا", "ه", "ال"))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("سامر", Script.ARABIC),
        ("Samer", Script.LATIN),
        ("سامر S", Script.ARABIC),
        ("123", Script.OTHER),
        ("Самер", Script.OTHER),
    ],
)
def test_the_script_is_that_of_most_letters(text, script):
    assert script_of(text) is script
