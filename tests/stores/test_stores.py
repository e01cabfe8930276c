"""What every store promises, and what only the one on disk or on a server does."""

from __future__ import annotations

import json
import os
import pickle
import stat
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings import FileStore, MemoryStore, RedisStore, SmartBuildings
from smartbuildings._core.scoped_store import ScopedStore
from smartbuildings.errors import ConfigurationError, TokenError
from smartbuildings.tokens import Token, TokenRecord, TokenStore, store_from_text

KEY = "0123456789abcdef"
TOKEN = Token("planted-token", 1000.5, expires_in_s=7200, scope="read:x", refresh_value="planted-refresh")
RECORD = TokenRecord(TOKEN, (1.0, 2.5))
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")


@pytest.fixture(params=["memory", "file", "redis", "scoped"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    if request.param == "redis":
        url = request.getfixturevalue("redis_url")
        store = RedisStore.from_url(url)
        store._client.flushall()
        return store
    if request.param == "scoped":
        return ScopedStore(MemoryStore(), ("https", "api.example", 443))
    return MemoryStore() if request.param == "memory" else FileStore(tmp_path / "tokens")


# --- every store


def test_a_record_comes_back_as_it_was(store: TokenStore) -> None:
    assert store.load(KEY) == TokenRecord()

    store.save(KEY, RECORD)
    assert store.load(KEY) == RECORD

    store.save(KEY, TokenRecord())
    assert store.load(KEY) == TokenRecord()


def test_keys_are_kept_apart(store: TokenStore) -> None:
    store.save(KEY, RECORD)

    assert store.load("another") == TokenRecord()


def test_a_lease_is_held_by_one(store: TokenStore) -> None:
    first, second, other = store.lease(KEY), store.lease(KEY), store.lease("another")

    assert first.try_acquire()
    assert not second.try_acquire()
    assert other.try_acquire()
    second.release()  # Without effect: it does not hold it.
    assert not second.try_acquire()
    first.release()
    assert second.try_acquire()
    second.release()
    other.release()


def test_a_lease_goes_from_thread_to_thread_one_at_a_time(store: TokenStore) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(10):
            lease = store.lease(KEY)
            while not lease.try_acquire():
                time.sleep(0.0005)
            inside += 1
            most = max(most, inside)
            time.sleep(0.0002)
            inside -= 1
            lease.release()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert most == 1


def test_asking_for_a_lease_that_is_held_does_not_wait(store: TokenStore) -> None:
    first, second = store.lease(KEY), store.lease(KEY)
    assert first.try_acquire()
    started = time.monotonic()

    assert not second.try_acquire()

    assert time.monotonic() - started < 0.5
    first.release()


def test_a_store_shows_no_secret(store: TokenStore) -> None:
    store.save(KEY, RECORD)

    assert "planted" not in f"{store!r} {store}"
    assert "planted" not in f"{RECORD!r} {TOKEN!r}"


def test_readers_never_see_half_a_record(store: TokenStore) -> None:
    records = [TokenRecord(Token(letter * 3000, 1.0)) for letter in "ab"]
    store.save(KEY, records[0])
    is_over = threading.Event()

    def write() -> None:
        for number in range(60):
            store.save(KEY, records[number % 2])
        is_over.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not is_over.is_set():
        assert store.load(KEY) in records
    thread.join()


# --- files


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "deep" / "tokens")


def file_of(files: FileStore) -> Path:
    (file,) = files._folder.glob("*.json")
    return file


@on_posix
def test_files_are_for_their_owner_only_whatever_the_umask(files: FileStore) -> None:
    before = os.umask(0)
    try:
        files.save(KEY, RECORD)
        lease = files.lease(KEY)
        assert lease.try_acquire()
        lease.release()
    finally:
        os.umask(before)

    assert stat.S_IMODE(files._folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in files._folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"token": 5}', b'{"token": {}}',
        b'{"token": []}', b'{"token": {"value": "t"}}', b'{"token": {"obtained_at": 1}}',
        b'{"token": {"value": 5, "obtained_at": 1}}', b'{"token": {"value": "", "obtained_at": 1}}',
        b'{"token": {"value": "two words", "obtained_at": 1}}',
        b'{"token": {"value": "a\\r\\nX: 1", "obtained_at": 1}}',
        b'{"token": {"value": "t", "obtained_at": "noon"}}', b'{"token": {"value": "t", "obtained_at": NaN}}',
        b'{"token": {"value": "t", "obtained_at": 1, "expires_in_s": "7200"}}',
        b'{"token": {"value": "t", "obtained_at": 1, "scope": 5}}',
        b'{"token": {"value": "t", "obtained_at": 1, "refresh_value": {}}}',
        b'{"token": null, "exchanges": 5}', b'{"token": null, "exchanges": ["a"]}', b'{"exchanges": [Infinity]}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_record_counts_as_none_and_is_mended(files: FileStore, content: bytes) -> None:
    files.save(KEY, RECORD)
    file_of(files).write_bytes(content)

    assert files.load(KEY) == TokenRecord()
    files.save(KEY, RECORD)
    assert files.load(KEY) == RECORD


def test_a_record_of_a_later_version_with_more_in_it_is_read(files: FileStore) -> None:
    files.save(KEY, RECORD)
    content = json.loads(file_of(files).read_text())
    content["added"] = content["token"]["added"] = 1
    file_of(files).write_text(json.dumps(content))

    assert files.load(KEY) == RECORD


def test_a_save_that_fails_keeps_the_old_record_and_leaves_nothing(
    files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.save(KEY, RECORD)

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        files.save(KEY, TokenRecord(Token("newer", 2.0)))

    assert files.load(KEY) == RECORD
    assert [path.name for path in files._folder.iterdir()] == [file_of(files).name]


def test_what_a_killed_process_left_is_swept_and_what_is_being_written_is_not(files: FileStore) -> None:
    files.save(KEY, RECORD)
    old, new, other = (files._folder / name for name in (f".{KEY}.old.tmp", f".{KEY}.new.tmp", ".other.old.tmp"))
    for path in (old, new, other):
        path.write_text("planted")
    for path in (old, other):
        os.utime(path, (1.0, 1.0))

    files.save(KEY, RECORD)

    assert [path.exists() for path in (old, new, other)] == [False, True, True]


@on_posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(ConfigurationError, match="cannot be used"):
        FileStore(tmp_path / "closed" / "tokens").save(KEY, RECORD)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match="cannot be used"):
        FileStore(tmp_path / "file" / "tokens").save(KEY, RECORD)
    with pytest.raises(ConfigurationError, match="cannot be used"):
        FileStore(tmp_path / "file").lease(KEY)


def test_a_store_of_files_finds_the_user_s_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    assert tmp_path in FileStore()._folder.parents
    assert FileStore("~/tokens")._folder == tmp_path / "tokens"


# --- Redis


def test_a_lease_of_a_dead_process_runs_out(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import smartbuildings._stores.redis as module

    monkeypatch.setattr(module, "_LEASE_MS", 50)
    store = RedisStore.from_url(redis_url)
    dead, next_one = store.lease("dead"), store.lease("dead")
    assert dead.try_acquire()

    time.sleep(0.08)
    assert next_one.try_acquire()
    dead.release()  # It has run out: the lease belongs to another by now.
    assert not store.lease("dead").try_acquire()
    next_one.release()


def test_redis_keys_have_a_prefix_and_an_end(redis_url: str) -> None:
    store = RedisStore.from_url(redis_url)
    store._client.flushall()

    store.save(KEY, RECORD)
    assert store.lease(KEY).try_acquire()

    keys: Any = store._client.keys("*")
    assert sorted(keys) == [f"smartbuildings:lease:{KEY}".encode(), f"smartbuildings:token:{KEY}".encode()]
    assert all(store._client.ttl(key) > 0 for key in keys)


def test_what_another_program_wrote_into_redis_counts_as_none(redis_url: str) -> None:
    store = RedisStore.from_url(redis_url)
    for content in ("", "[]", "{", '{"token": {"value": 5}}'):
        store._client.set(f"smartbuildings:token:{KEY}", content)
        assert store.load(KEY) == TokenRecord()


def test_a_redis_server_that_is_not_there_is_told_in_the_library_s_words() -> None:
    client = SmartBuildings("me", "planted-secret", token_store="redis://:planted-pw@127.0.0.1:1/0")

    with client, pytest.raises(TokenError, match="RedisStore") as caught:
        client.authenticate()

    shown = "".join(traceback.format_exception(caught.value)) + repr(pickle.dumps(caught.value))
    assert "planted" not in shown


# --- settings


@pytest.mark.parametrize(
    ("text", "kind"),
    [("memory", MemoryStore), (" memory ", MemoryStore), ("file", FileStore), ("redis://localhost:1/0", RedisStore),
     ("rediss://localhost", RedisStore), ("unix:///run/redis.sock", RedisStore)],
)  # fmt: skip
def test_a_setting_names_a_store(text: str, kind: type) -> None:
    if kind is RedisStore:
        pytest.importorskip("redis")
    assert type(store_from_text(text)) is kind


def test_a_setting_names_a_folder(tmp_path: Path) -> None:
    store = store_from_text(f"file:{tmp_path}/with:colon")

    assert isinstance(store, FileStore)
    assert str(tmp_path / "with:colon") in repr(store)


@pytest.mark.parametrize(
    "text",
    ["", "disk", "memory:x", "planted", "redis//planted@host", "redis://:planted@host:notaport/0", "http://planted"],
)
def test_a_setting_that_names_no_store_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SmartBuildings("me", "secret", token_store=text)

    assert "planted" not in "".join(traceback.format_exception(caught.value))


# --- records


TOKENS = st.builds(
    Token,
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1),
    st.floats(0, 4e9),
    expires_in_s=st.none() | st.floats(0, 1e11),
    scope=st.none() | st.text(),
    refresh_value=st.none() | st.text(),
)


@given(st.builds(TokenRecord, st.none() | TOKENS, st.lists(st.floats(0, 4e9)).map(tuple)))
def test_any_record_survives_json_and_pickle(record: TokenRecord) -> None:
    copies: list[Callable[[TokenRecord], TokenRecord]] = [
        lambda one: TokenRecord.from_json(json.loads(json.dumps(one.to_json()))),
        lambda one: pickle.loads(pickle.dumps(one)),
    ]
    for copy in copies:
        assert copy(record) == record


# --- concurrent writers


def test_a_writer_whose_record_was_replaced_meanwhile_loses(store: TokenStore) -> None:
    store.save(KEY, RECORD)
    late, early = store.load(KEY), store.load(KEY)

    assert store.save(KEY, attrs.evolve(early, token=attrs.evolve(TOKEN, value="early")))
    assert not store.save(KEY, attrs.evolve(late, token=attrs.evolve(TOKEN, value="late")))

    kept = store.load(KEY)
    assert kept.token is not None
    assert kept.token.value == "early"
    assert store.save(KEY, kept)


def test_the_first_of_two_writers_of_a_new_record_wins(store: TokenStore) -> None:
    first, second = store.load(KEY), store.load(KEY)

    assert [store.save(KEY, each) for each in (first, second)] == [True, False]


def test_of_many_writers_in_redis_each_wins_once_and_no_update_is_lost(redis_url: str) -> None:
    store = RedisStore.from_url(redis_url)
    store._client.flushall()

    def add(number: int) -> None:
        for turn in range(10):
            while True:
                record = store.load(KEY)
                if store.save(KEY, attrs.evolve(record, exchanges=(*record.exchanges, number * 100.0 + turn))):
                    break

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(set(store.load(KEY).exchanges)) == 60
    assert store.load(KEY).revision == 60


# --- recovery


def staged_by_a_process_that_died(files: FileStore) -> Path:
    """Leave what a process leaves that is killed between the response and the save."""
    files.stage(KEY, attrs.evolve(files.load(KEY), token=attrs.evolve(TOKEN, value="newer")))
    (left,) = files._folder.glob(f".{KEY}.*.tmp")
    return left


def test_the_next_holder_of_the_lease_adopts_a_complete_newer_record(files: FileStore) -> None:
    files.save(KEY, RECORD)
    left = staged_by_a_process_that_died(files)
    assert files.load(KEY) == RECORD

    with_recovery = FileStore(files._folder)
    lease = with_recovery.lease(KEY)
    assert lease.try_acquire()
    lease.release()

    kept = with_recovery.load(KEY)
    assert kept.token is not None
    assert kept.token.value == "newer"
    assert not left.exists()
    assert with_recovery.save(KEY, kept)


@pytest.mark.parametrize("cut", [1, 10, 200])
def test_a_record_that_was_cut_is_not_adopted_but_removed(files: FileStore, cut: int) -> None:
    files.save(KEY, RECORD)
    left = staged_by_a_process_that_died(files)
    left.write_bytes(left.read_bytes()[:-cut])

    lease = FileStore(files._folder).lease(KEY)
    assert lease.try_acquire()
    lease.release()

    assert files.load(KEY) == RECORD
    assert not left.exists()


def test_a_record_that_is_not_newer_is_not_adopted(files: FileStore) -> None:
    files.save(KEY, RECORD)
    left = staged_by_a_process_that_died(files)
    FileStore(files._folder).save(KEY, attrs.evolve(RECORD, exchanges=(7.0,)))

    lease = files.lease(KEY)
    assert lease.try_acquire()
    lease.release()

    assert files.load(KEY).exchanges == (7.0,)
    assert not left.exists()


@on_posix
def test_a_save_reaches_the_disk_before_it_returns_and_so_does_the_name_of_the_file(
    files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(descriptor: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def note_replace(self: Path, target: Path) -> Path:
        synced.append("moved")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    files.save(KEY, RECORD)

    assert synced == ["file", "moved", "folder"]


def test_a_lease_in_memory_that_nobody_released_ends_with_its_holder() -> None:
    store = MemoryStore()
    lost = store.lease("a")
    assert lost.try_acquire()
    assert not store.lease("a").try_acquire()
    del lost
    held = store.lease("a")
    assert held.try_acquire()
    assert not store.lease("a").try_acquire()
