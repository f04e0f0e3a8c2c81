"""A bad variable is refused by its name, with what it is and what it may be; a good one is obeyed."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from tamyr.config.settings import environment as env
from tamyr.config.settings import keys, mail, stores
from tamyr.priorities.logic.encoders import Package, sha256_of
from tamyr.ui.logic import release

FOLDER = Path(gettempdir())


def secret(environ: dict[str, str], variable: str) -> str:
    return keys.read_secret_key(environ, variable, kept_in=FOLDER / "secret-key", required=True)


def database(environ: dict[str, str], variable: str) -> dict[str, Any]:
    return stores.read_database(environ, variable, FOLDER / "tamyr.sqlite3")


def cache(environ: dict[str, str], variable: str) -> dict[str, Any]:
    return stores.read_caches(environ, variable, FOLDER / "prepared")["default"]


def mail_box(environ: dict[str, str], variable: str) -> dict[str, Any]:
    return mail.read_mail_box(environ, variable, is_demo=False)


def domain(environ: dict[str, str], variable: str) -> str:
    return mail.read_domain(environ, variable, "answers.example.org")


def folder(environ: dict[str, str], variable: str) -> Path:
    return env.read_folder(environ, variable, FOLDER)


BAD = [
    (env.read_flag, "TAMYR_DEBUG", "yes", "0 (off) or 1 (on)"),
    (env.read_flag, "TAMYR_HTTPS", "", "0 (off) or 1 (on)"),
    (env.read_hosts, "TAMYR_ALLOWED_HOSTS", "*", "host names"),
    (env.read_hosts, "TAMYR_ALLOWED_HOSTS", "tamyr.example.org:8000", "without * or ports"),
    (env.read_hosts, "TAMYR_ALLOWED_HOSTS", "tamyr.example.org,", "host names"),
    (env.read_site_url, "TAMYR_SITE_URL", "tamyr.example.org", "https://"),
    (env.read_site_url, "TAMYR_SITE_URL", "https://tamyr.example.org/ru/", "no path"),
    (env.read_site_url, "TAMYR_SITE_URL", "javascript://x", "https://"),
    (env.read_source_url, "TAMYR_SOURCE_URL", "code.example.org/tamyr", "https://"),
    (env.read_source_url, "TAMYR_SOURCE_URL", "javascript:alert(1)", "https://"),
    (env.read_source_url, "TAMYR_SOURCE_URL", 'https://code.example.org/"onclick="', "a host and a path"),
    (mail.read_security_contact, "TAMYR_SECURITY_CONTACT", "safe@example.org", "mailto:"),
    (mail.read_security_contact, "TAMYR_SECURITY_CONTACT", "http://example.org", "https://"),
    (mail.read_security_contact, "TAMYR_SECURITY_CONTACT", "mailto:a@b\nExpires: 1", "mailto:"),
    (cache, "TAMYR_CACHE_URL", "redis://localhost", "file:///folder"),
    (cache, "TAMYR_CACHE_URL", "file://", "memory://"),
    (folder, "TAMYR_DATA_DIR", "var", "full path"),
    (folder, "TAMYR_DATA_DIR", __file__, "not of a file"),
    (folder, "TAMYR_DATA_DIR", "/proc/tamyr", "can make and write to"),
    (folder, "TAMYR_DATA_DIR", f"{__file__}/deeper", "can make and write to"),
    (database, "DATABASE_URL", "mysql://localhost/tamyr", "postgres://"),
    (database, "DATABASE_URL", "sqlite://", "sqlite:////full/path"),
    (database, "DATABASE_URL", "sqlite:///tamyr.sqlite3", "sqlite:////full/path"),
    (database, "DATABASE_URL", "postgres://localhost", "host:5432/name"),
    (database, "DATABASE_URL", "postgres://localhost:port/tamyr", "host:5432/name"),
    (secret, "TAMYR_SECRET_KEY", "", "at least 50"),
    (mail_box, "TAMYR_IMAP_URL", "smtp://mail.example.org", "imaps://"),
    (mail_box, "TAMYR_IMAP_URL", "imaps://mail.example.org", "imaps://"),
    (mail_box, "TAMYR_IMAP_URL", "imaps://mail.example.org:port", "imaps://"),
    (mail.read_scanner, "TAMYR_CLAMD", "unix://", "unix:///path"),
    (mail.read_scanner, "TAMYR_CLAMD", "tcp://127.0.0.1", "a port"),
    (mail.read_scanner, "TAMYR_CLAMD", "tcp://scanner.example.org:3310", "this machine"),
    (domain, "TAMYR_ANSWERS_DOMAIN", "a@example.org", "a domain"),
    (domain, "TAMYR_ANSWERS_DOMAIN", "localhost", "a domain"),
]


@pytest.mark.parametrize(("read", "variable", "value", "allowed"), BAD)
def test_a_bad_variable_is_refused(
    read: Callable[[dict[str, str], str], object], variable: str, value: str, allowed: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read({variable: value}, variable)
    assert f"{variable} is “{value}”" in str(refused.value)
    assert allowed in str(refused.value)
    assert f"Example: {variable}=" in str(refused.value)


def test_a_bad_variable_is_refused_in_russian_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    with pytest.raises(ImproperlyConfigured, match=r"TAMYR_DEBUG равно «yes»\. Допустимо: 0 \(выключено\)"):
        env.read_flag({"TAMYR_DEBUG": "yes"}, "TAMYR_DEBUG")


@pytest.mark.parametrize(
    "address",
    ["mysql://tamyr:hush@db/x", "postgres://tamyr:hu/hush@db:port/x", "//tamyr:hush@db", "redis://:hush@db"],
)
def test_a_refusal_never_shows_a_password(address: str) -> None:
    source = (env.read_source_url, "TAMYR_SOURCE_URL")
    for read, variable in (
        (database, "DATABASE_URL"),
        (cache, "TAMYR_CACHE_URL"),
        (mail_box, "TAMYR_IMAP_URL"),
        source,
    ):
        with pytest.raises(ImproperlyConfigured) as refused:
            read({variable: address}, variable)
        assert "hush" not in str(refused.value)


def test_a_short_secret_is_refused_without_being_shown() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        secret({"TAMYR_SECRET_KEY": "hush"}, "TAMYR_SECRET_KEY")
    assert "hush" not in str(refused.value)


def test_without_variables_everything_has_a_default() -> None:
    assert folder({}, "TAMYR_DATA_DIR") == FOLDER
    assert database({}, "DATABASE_URL")["NAME"] == str(FOLDER / "tamyr.sqlite3")
    assert env.read_flag({}, "TAMYR_DEBUG") is False
    assert "127.0.0.1" in env.read_hosts({}, "TAMYR_ALLOWED_HOSTS")
    assert env.read_site_url({}, "TAMYR_SITE_URL") == ""
    assert env.read_source_url({}, "TAMYR_SOURCE_URL") == ""
    assert mail.read_security_contact({}, "TAMYR_SECURITY_CONTACT") == ""
    assert cache({}, "TAMYR_CACHE_URL")["BACKEND"].endswith("LocMemCache")
    assert mail_box({}, "TAMYR_IMAP_URL") == {}
    assert domain({}, "TAMYR_ANSWERS_DOMAIN") == "answers.example.org"
    assert mail.read_scanner({}, "TAMYR_CLAMD") is None


def test_good_variables_are_obeyed(tmp_path: Path) -> None:
    postgres = database({"DATABASE_URL": "postgres://tamyr:p%40ss@db:5433/tamyr"}, "DATABASE_URL")
    assert (postgres["HOST"], postgres["PORT"], postgres["PASSWORD"]) == ("db", 5433, "p@ss")
    assert env.read_site_url({"U": "https://tamyr.example.org/"}, "U") == "https://tamyr.example.org"
    source = "https://code.example.org:8443/tamyr?at=main"
    assert env.read_source_url({"S": source}, "S") == source
    assert env.read_hosts({"H": "a.example.org, .b.example.org"}, "H") == ["a.example.org", ".b.example.org"]
    assert cache({"C": f"file://{tmp_path}"}, "C")["LOCATION"] == str(tmp_path)
    assert folder({"D": str(tmp_path)}, "D") == tmp_path
    assert mail.read_scanner({"S": "unix:///run/clamav/clamd.ctl"}, "S") == "/run/clamav/clamd.ctl"
    assert mail.read_scanner({"S": "tcp://127.0.0.1:3310"}, "S") == ("127.0.0.1", 3310)
    box = mail_box({"I": "imaps://u%40x:p%2F@mail.example.org/Answers"}, "I")
    assert (box["username"], box["password"], box["port"], box["folder"]) == ("u@x", "p/", 993, "Answers")
    assert mail.read_mail_box({"I": "imap://u:p@mail.example.org"}, "I", is_demo=True) == {}


def test_postgresql_answers_when_an_act_is_written_whatever_its_server_does() -> None:
    plain = database({"DATABASE_URL": "postgres://tamyr@db/tamyr"}, "DATABASE_URL")
    assert plain["OPTIONS"]["options"] == "-c synchronous_commit=on"
    said = "postgres://tamyr@db/tamyr?sslmode=require&options=-c%20synchronous_commit%3Dremote_apply"
    own = database({"DATABASE_URL": said}, "DATABASE_URL")["OPTIONS"]
    assert own["sslmode"] == "require"
    # The server takes the last word.
    assert own["options"] == "-c synchronous_commit=on -c synchronous_commit=remote_apply"


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret-key"
    first = keys.keep_secret(file)
    assert len(first) >= keys.SECRET_KEY_LENGTH
    assert keys.keep_secret(file) == first
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("kept", ["memory://", "file:///var/cache/tamyr"])
def test_a_cache_that_outlives_an_update_forgets_the_pages_of_before(
    kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for shared in stores.read_caches({"C": kept}, "C", FOLDER / "prepared").values():
        name = import_string(shared["KEY_FUNCTION"])
        before = name("page", "", 1)
        assert before.endswith(":page") and name("page", "", 1) == before
        with monkeypatch.context() as update:
            update.setattr(release, "release", lambda: "the next one")
            assert name("page", "", 1) != before


def test_parts_of_pages_outlive_a_process_also_where_finished_pages_do_not(tmp_path: Path) -> None:
    usual = stores.read_caches({}, "C", FOLDER / "prepared")["prepared"]
    assert (usual["BACKEND"], usual["LOCATION"]) == (stores.FILE_CACHE, str(FOLDER / "prepared"))
    shared = stores.read_caches({"C": f"file://{tmp_path}"}, "C", FOLDER)["prepared"]
    assert (shared["BACKEND"], shared["LOCATION"]) == (stores.FILE_CACHE, str(tmp_path / "prepared"))


def demo(https: bool = False, hosts: list[str] | None = None, site_url: str = "") -> bool:
    here = env.read_hosts({}, "H")
    return env.read_demo({"D": "1"}, "D", https=https, hosts=hosts or here, site_url=site_url)


def test_a_site_for_trying_is_on_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo() and demo(hosts=["127.0.0.2", "[::1]", "tamyr.localhost"], site_url="http://localhost:8000")
    cases: list[dict[str, Any]] = [
        {"https": True},
        {"hosts": ["localhost", "tamyr.example.org"]},
        {"hosts": [".example.org"]},
        {"hosts": ["192.168.1.5"]},
        {"site_url": "https://tamyr.example.org"},
        {"site_url": "http://[2001:db8::1]:8000"},
    ]
    for reached in cases:
        with pytest.raises(ImproperlyConfigured, match="everybody knows the example people’s passwords"):
            demo(**reached)
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    with pytest.raises(ImproperlyConfigured, match=r"только эта машина \(tamyr\.example\.org\): пароли"):
        demo(hosts=["tamyr.example.org"])
    assert env.read_demo({}, "D", https=True, hosts=["tamyr.example.org"], site_url="") is False


def test_an_encoder_is_taken_only_where_it_is_installed_with_the_files_that_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "example_encoder_of_settings"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise SystemExit('nothing of it is run to find out')")
    monkeypatch.syspath_prepend(tmp_path)
    known = Package("example-encoder==1", folder.name, sha256_of(folder))
    assert env.read_encoder({}, "E", known) is False
    assert env.read_encoder({"E": "1"}, "E", known) is True
    (folder / "weights").write_text("3 4")
    for package in (known, Package("example-encoder==1", "no_such_encoder", known.sha256)):
        with pytest.raises(
            ImproperlyConfigured, match="E is “1”.*0, or 1 where example-encoder==1 is installed"
        ):
            env.read_encoder({"E": "1"}, "E", package)
