#!/usr/bin/env python3
"""Drives one long-lived `chronograph extract --records -` and writes a checked part of records.

Needs Python 3.9 and nothing else. Spark, Dask, a Makefile or a shell loop use it in the same way:

    python3 chronograph_records.py --program chronograph --output parts/part-00001.records \\
        --quarantine parts/part-00001.quarantine.ndjson < articles-00001.ndjson

One JSON document a line in, one part out. Every line becomes exactly one record, skip or quarantined document. A
document that crashes the program or takes too long is tried again on its own, then quarantined; it costs nobody else
anything. The last line on standard output is the account as JSON: seen = used + skipped + quarantined.
"""
import argparse
import collections
import fcntl
import hashlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import time
import zlib

MAGIC = b"\x89CGR\r\n\x1a\n"
VERSION = 1
DOCUMENT, SKIP, MAKER, END = b"D", b"S", b"H", b"E"
SIZE = struct.Struct("<I")


class PartError(Exception):
    """A part, or what the program wrote, is not what it should be."""


# The packed form of the few values that are written here (see Sources/Records).


def number(value):
    """An unsigned LEB128 number."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def integer(value):
    """A signed number, zigzag."""
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def read_integer(data, place):
    value, place = read_number(data, place)
    return value >> 1 ^ -(value & 1), place


def texts(*values):
    """Texts one after the other; one that was there before is its number."""
    known, out = {}, b""
    for value in values:
        if value in known:
            out += number(known[value])
        else:
            known[value] = len(known) + 1
            data = value.encode("utf-8", "replace")
            out += b"\0" + number(len(data)) + data
    return out


def read_number(data, place):
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, place


def head_of(frame):
    """The id and the number of events in the head of a document: path (optional), id, events."""
    place, known, value = 6, [], b""
    for _ in range(2 if frame[5] else 1):
        ref, place = read_number(frame, place)
        if ref == 0:
            size, place = read_number(frame, place)
            value = frame[place:place + size]
            known.append(value)
            place += size
        elif ref <= len(known):
            value = known[ref - 1]
        else:
            raise PartError("a record has a head that cannot be read")
    return value, read_number(frame, place)[0] >> 1


def name_of(frame):
    """The id of a document, the name of a skipped input."""
    if frame[:1] == DOCUMENT:
        return head_of(frame)[0]
    size, place = read_number(frame, 6)
    return frame[place:place + size]


def trailer(path):
    """
    The counts in the end of a part (documents, skipped, events), once the part is known to be whole: every frame's
    check sum, and the sum of them, counts and end. Reads the part in pieces.
    """
    documents = skipped = events = total = 0
    ends = None
    with open(path, "rb") as file:
        if file.read(8) != MAGIC or file.read(4) != SIZE.pack(VERSION):
            raise PartError("%s is no part of this format" % path)
        while head := file.read(5):
            if ends is not None:
                raise PartError("%s goes on behind its end" % path)
            rest = file.read(SIZE.unpack(head[1:])[0] + 4) if len(head) == 5 else b""
            frame = head + rest
            if len(frame) < 9 or len(rest) != SIZE.unpack_from(frame, 1)[0] + 4:
                raise PartError("%s is cut short" % path)
            if SIZE.unpack(rest[-4:])[0] != zlib.crc32(memoryview(frame)[:-4]):
                raise PartError("%s has a record with a wrong check sum" % path)
            kind = head[:1]
            if kind == END:
                ends = frame
                continue
            total = zlib.crc32(rest[-4:], total)
            if kind == DOCUMENT:
                documents += 1
                events += head_of(frame)[1]
            elif kind == SKIP:
                skipped += 1
    if ends is None:
        raise PartError("%s has no end: who wrote it did not finish" % path)
    place, told = 5, []
    for _ in range(3):
        value, place = read_integer(ends, place)
        told.append(value)
    names, place = read_number(ends, place)
    if names == 0 and read_number(ends, place)[0] != total:
        raise PartError("%s has another content than its end says" % path)
    if told != [documents, skipped, events]:
        raise PartError("%s holds %r, and its end says %r" % (path, [documents, skipped, events], told))
    return {"documents": documents, "skipped": skipped, "events": events}


class PartWriter:
    """A part on disk: written under another name, renamed when it has its end and is on the disk."""

    def __init__(self, path, attempt=""):
        self.path = path
        self.fresh = "%s.%s.%d.new" % (path, attempt, os.getpid())
        self.file = open(self.fresh, "wb", buffering=1 << 20)
        self.sum = 0
        self.maker = None
        self.documents = self.skipped = self.events = 0

    def start(self, maker):
        """The head, from the program; a program that was started again must be the same one."""
        if self.maker is None:
            self.maker = maker
            self.file.write(MAGIC + SIZE.pack(VERSION))
            self._frame(MAKER, maker)
        elif self.maker != maker:
            raise PartError("the program is another one than at the start of the part")

    def copy(self, frame):
        """A document or skip as the program wrote it, already checked."""
        if frame[:1] == DOCUMENT:
            self.documents += 1
            self.events += head_of(frame)[1]
        else:
            self.skipped += 1
        self.sum = zlib.crc32(memoryview(frame)[-4:], self.sum)
        self.file.write(frame)

    def skip(self, name, code, message):
        self.skipped += 1
        self._frame(SKIP, texts(name, code, message) + b"\0")

    def _frame(self, kind, payload):
        data = kind + SIZE.pack(len(payload)) + payload
        check = SIZE.pack(zlib.crc32(data))
        if kind != END:
            self.sum = zlib.crc32(check, self.sum)
        self.file.write(data)
        self.file.write(check)

    def finish(self):
        counts = integer(self.documents) + integer(self.skipped) + integer(self.events)
        self._frame(END, counts + b"\0" + number(self.sum))
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        os.replace(self.fresh, self.path)

    def abandon(self):
        self.file.close()
        if os.path.exists(self.fresh):
            os.unlink(self.fresh)


class Program:
    """
    One running `extract --records -`: lines in, frames out. Both pipes are served by one thread that never blocks on one
    of them while the other could go on; threads and queues cost several times as much a document.
    """

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            start_new_session=True)
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)
        try:
            fcntl.fcntl(self.output, getattr(fcntl, "F_SETPIPE_SZ", 1031), 1 << 20)
        except OSError:
            pass  # Not Linux, or not allowed: the pipe holds less, the program waits now and then.
        self.asked = bytearray()  # lines that the pipe did not take yet
        self.chunk = bytearray(1 << 18)
        self.got = bytearray()  # what was read, from `place` on not yet looked at
        self.place = 0
        self.headed = self.ended = self.closing = False
        self.poller = select.poll()
        self.poller.register(self.output, select.POLLIN)
        self.watched = False  # whether the poller waits for the input pipe as well

    def ask(self, line):
        self.asked += line
        self._write()

    def _write(self):
        if self.asked and self.input is not None:
            try:
                del self.asked[:os.write(self.input, self.asked)]
            except BlockingIOError:
                pass
            except OSError:
                self.asked.clear()  # The program is gone; its output ends, too.
        if self.input is None:
            return
        if self.watched != bool(self.asked):
            self.watched = not self.watched
            if self.watched:
                self.poller.register(self.input, select.POLLOUT)
            else:
                self.poller.unregister(self.input)
        if self.closing and not self.asked:
            self.process.stdin.close()
            self.input = None

    def _read(self):
        try:
            count = os.readv(self.output, [self.chunk])
        except BlockingIOError:
            return
        except OSError:
            count = 0
        if not count:
            self.ended = True
        if self.place == len(self.got):
            self.got.clear()
        else:
            del self.got[:self.place]
        self.place = 0
        self.got += memoryview(self.chunk)[:count]

    def _parsed(self):
        """The next frame as it stands (kind, size, payload, check sum), or None while it is not whole."""
        if not self.headed:
            if len(self.got) < 12:
                return None
            if self.got[:8] != MAGIC or SIZE.unpack_from(self.got, 8)[0] != VERSION:
                raise PartError("the program writes another format of records")
            self.headed, self.place = True, 12
        start = self.place
        if len(self.got) < start + 5:
            return None
        end = start + 9 + SIZE.unpack_from(self.got, start + 1)[0]
        if len(self.got) < end:
            return None
        frame = bytes(memoryview(self.got)[start:end])
        if SIZE.unpack_from(frame, len(frame) - 4)[0] != zlib.crc32(memoryview(frame)[:-4]):
            raise PartError("a record came with a wrong check sum")
        self.place = end
        return frame

    def frame(self, seconds, pause=0.0):
        """
        The next frame; None when the program is gone (`ended`) or takes longer (not `ended`). With a pause (seconds) more
        answers may come together: to be woken for each costs more than to read it.
        """
        frame = self._parsed()
        if frame is not None:
            return frame
        deadline = time.monotonic() + seconds
        while not self.ended:
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            for descriptor, _ in self.poller.poll(left * 1000):
                if descriptor == self.output:
                    if pause and self.place == len(self.got):  # not in the middle of a long one
                        time.sleep(pause)
                    self._read()
                else:
                    self._write()
            frame = self._parsed()
            if frame is not None:
                return frame
        return None

    def kill(self):
        """Ends the program and all that it started; the status with which it had ended by itself, or None."""
        status = None
        if self.ended:
            try:
                status = self.process.wait(5)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass
        self.process.wait()
        return status

    def close(self, seconds):
        """Lets the program come to its end; the payload of its last frame, None when it does not come to it."""
        self.closing = True
        self._write()
        frame = self.frame(seconds)
        if frame is None or frame[:1] != END:
            return None
        status = self.process.wait()
        self.process.stdout.close()
        return frame[5:-4] if status == 0 else None


class Mapper:
    """Maps documents to the records of one part."""

    def __init__(self, program, arguments=(), timeout=60.0, attempts=2, window=64, start_timeout=60.0, pause=0.1):
        self.command = [program, "extract", "--records", "-", "--threads", "1", *arguments]
        self.timeout, self.attempts, self.window = timeout, attempts, window
        self.start_timeout, self.pause = start_timeout, pause
        self.restarts = 0

    def run(self, lines, writer, quarantine):
        """
        lines: iterable of JSON documents (str or bytes); writer: PartWriter; quarantine(line, name, reason).
        Returns the account of the part.
        """
        seen = quarantined = 0
        source = iter(lines)
        waiting = collections.deque()  # asked, not answered: (line, name, attempts so far, alone)
        again = collections.deque()  # to be asked anew after the program was stopped
        expected = [0, 0]  # documents and skips of the program that runs now
        program = self._start(writer)
        answered, begun = 0, time.monotonic()
        exhausted = False

        def give_up(line, name, reason):
            nonlocal quarantined
            quarantined += 1
            writer.skip(name, "quarantined", reason)
            quarantine(line, name, reason)

        try:
            while True:
                while len(waiting) < self.window and not (exhausted and not again):
                    # What may be poison (all that waited when the program ended) is asked alone, so that nobody else is hurt.
                    if waiting and (again or waiting[0][3]):
                        break
                    if again:
                        entry = again.popleft()
                    else:
                        raw = next(source, None)
                        if raw is None:
                            exhausted = True
                            break
                        seen += 1
                        line, name, fault = self._checked(raw)
                        if fault:
                            give_up(line, name, fault)
                            continue
                        entry = (line, name, 0, False)
                    program.ask(entry[0])
                    waiting.append(entry)
                if not waiting:
                    break
                # While the program has plenty to do, nobody waits for what it answers.
                is_busy = answered > 0 and len(waiting) * 2 > self.window
                pace = (time.monotonic() - begun) / answered if is_busy else 0
                frame = program.frame(self.timeout, min(self.pause, pace * self.window / 4))
                if frame is not None:
                    kind = frame[:1]
                    if kind not in (DOCUMENT, SKIP):
                        raise PartError("the program answered with a frame of kind %r" % kind)
                    answer = name_of(frame).decode("utf-8", "replace")
                    if answer == waiting[0][1] or not any(answer == entry[1] for entry in waiting):
                        expected[kind == SKIP] += 1
                        answered += 1
                        writer.copy(frame)
                        waiting.popleft()
                        continue
                # No answer, or that to a later question: the first that waits is the culprit, since one document is
                # analysed at a time.
                gone = program.ended
                status = program.kill()
                line, name, tries, _ = waiting.popleft()
                again.extendleft((*entry[:3], True) for entry in reversed(waiting))
                waiting.clear()
                if tries + 1 < self.attempts:
                    again.appendleft((line, name, tries + 1, True))
                elif gone:
                    give_up(line, name, "the program ended" + (" with status %d" % status if status is not None else ""))
                elif frame is not None:
                    give_up(line, name, "the program left it out")
                else:
                    give_up(line, name, "the program took more than %g s" % self.timeout)
                self.restarts += 1
                program = self._start(writer)
                expected = [0, 0]
            end = program.close(self.start_timeout)
            if end is None:
                raise PartError("the program did not come to its end")
            documents, place = read_integer(end, 0)
            if expected != [documents, read_integer(end, place)[0]]:
                raise PartError("the program counts other records than it gave")
        except BaseException:
            program.kill()
            raise
        account = {
            "seen": seen, "used": writer.documents, "skipped": writer.skipped - quarantined,
            "quarantined": quarantined, "events": writer.events, "restarts": self.restarts}
        if seen != account["used"] + account["skipped"] + quarantined:
            raise PartError("%d documents went in, and the part accounts for others: %r" % (seen, account))
        return account

    def _start(self, writer):
        program = Program(self.command)
        try:
            frame = program.frame(self.start_timeout)
            if frame is None or frame[:1] != MAKER:
                raise PartError("%s does not start" % " ".join(self.command))
            writer.start(frame[5:-4])
        except BaseException:
            program.kill()
            raise
        return program

    @staticmethod
    def _checked(raw):
        """The line to ask with, the name of the document, and why it cannot be asked."""
        data = raw.encode("utf-8", "replace") if isinstance(raw, str) else raw
        data = data.rstrip(b"\r\n")
        if b"\n" in data or b"\r" in data:
            # The program takes it for several lines; as JSON they are one.
            data = data.replace(b"\r", b" ").replace(b"\n", b" ")
        try:
            document = json.loads(data)
            fault = None if isinstance(document, dict) else "not a JSON object"
        except (ValueError, RecursionError):
            fault = "not JSON"
        if fault:
            return data, "d-" + hashlib.sha256(data).hexdigest()[:16], fault
        if document.get("id") not in (None, ""):
            return data + b"\n", str(document["id"]), None
        # An id of its own, the same on every machine and in every cut.
        text = document.get("text")
        if isinstance(text, str):
            name = "d-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        document["id"] = name
        return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace") + b"\n", name, None


def quarantine_entry(line, name, reason):
    """What the quarantine file says of a document; its text is there as it came."""
    return {"id": name, "reason": reason, "document": line.decode("utf-8", "replace").rstrip("\n")}


def write_quarantine(path, entries, attempt=""):
    """NDJSON, whole or not there."""
    fresh = "%s.%s.%d.new" % (path, attempt, os.getpid())
    with open(fresh, "w", encoding="utf-8", errors="replace") as file:
        file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="chronograph", help="the binary")
    parser.add_argument("--output", required=True, help="the part to write")
    parser.add_argument("--quarantine", help="file for the documents that could not be read, as NDJSON")
    parser.add_argument("--timeout", type=float, default=60, help="seconds without an answer (default 60)")
    parser.add_argument("--attempts", type=int, default=2, help="tries of one document (default 2)")
    parser.add_argument("--argument", action="append", default=[], help="passed on to extract, such as --argument=--as-of=2025-12-31")
    options = parser.parse_args()
    held = []

    def quarantine(line, name, reason):
        held.append(quarantine_entry(line, name, reason))

    start, cpu = time.time(), time.process_time()
    writer = PartWriter(options.output)
    try:
        mapper = Mapper(options.program, options.argument, options.timeout, options.attempts)
        account = mapper.run(sys.stdin.buffer, writer, quarantine)
        if options.quarantine:
            write_quarantine(options.quarantine, held)
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    account.update(seconds=round(time.time() - start, 3), python_seconds=round(time.process_time() - cpu, 3))
    print(json.dumps(account))


if __name__ == "__main__":
    main()
