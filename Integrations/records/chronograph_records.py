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
import hashlib
import io
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib

MAGIC = b"\x89CGR\r\n\x1a\n"
VERSION = 1
DOCUMENT, SKIP, MAKER, END = b"D", b"S", b"H", b"E"


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


def events_of(payload):
    """The number of events in the head of a document: path (optional), id, events."""
    place, seen = 1, 0
    for _ in range(2 if payload[0] else 1):
        ref, place = read_number(payload, place)
        if ref == 0:
            size, place = read_number(payload, place)
            place += size
            seen += 1
    value, _ = read_number(payload, place)
    return value >> 1


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
            self.file.write(MAGIC + struct.pack("<I", VERSION))
            self._frame(MAKER, maker)
        elif self.maker != maker:
            raise PartError("the program is another one than at the start of the part")

    def add(self, kind, payload):
        if kind == DOCUMENT:
            self.documents += 1
            self.events += events_of(payload)
        else:
            self.skipped += 1
        self._frame(kind, payload)

    def skip(self, name, code, message):
        self.add(SKIP, texts(name, code, message) + b"\0")

    def _frame(self, kind, payload):
        data = kind + struct.pack("<I", len(payload)) + payload
        check = struct.pack("<I", zlib.crc32(data))
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
    """One running `extract --records -`: lines in, frames out, both on threads so that neither side can block us."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            start_new_session=True)
        self.lines = queue.SimpleQueue()
        self.frames = queue.SimpleQueue()
        self.threads = [threading.Thread(target=run, daemon=True) for run in (self._write, self._read)]
        for thread in self.threads:
            thread.start()

    def _write(self):
        # Each thread closes its own pipe: a descriptor that is closed under a thread may become another pipe's.
        try:
            while (line := self.lines.get()) is not None:
                view = memoryview(line)
                while view:
                    view = view[self.process.stdin.write(view):]
        except OSError:
            pass  # The program is gone; the reader notices.
        finally:
            self.process.stdin.close()

    def _read(self):
        source = io.BufferedReader(self.process.stdout, 1 << 16)

        def exactly(count):
            data = source.read(count)
            if len(data) != count:
                raise EOFError
            return data

        try:
            if exactly(8) != MAGIC or struct.unpack("<I", exactly(4))[0] != VERSION:
                raise PartError("the program writes another format of records")
            while True:
                head = exactly(5)
                payload = exactly(struct.unpack("<I", head[1:])[0])
                if struct.unpack("<I", exactly(4))[0] != zlib.crc32(payload, zlib.crc32(head)):
                    raise PartError("a record came with a wrong check sum")
                self.frames.put((head[:1], payload))
        except (EOFError, OSError, ValueError):
            self.frames.put(None)
        except PartError as error:
            self.frames.put(error)
        finally:
            source.close()

    def frame(self, seconds):
        """The next frame; None when the program is gone or takes too long."""
        try:
            frame = self.frames.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(frame, PartError):
            raise frame
        return frame

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.lines.put(None)
        self.process.wait()

    def close(self):
        """Ends the program after its last answer; its end must say what we counted."""
        self.lines.put(None)
        frame = self.frame(60)
        status = self.process.wait()
        return status == 0 and frame is not None and frame[0] == END


class Mapper:
    """Maps documents to the records of one part."""

    def __init__(self, program, arguments=(), timeout=60.0, attempts=2, window=16, start_timeout=60.0):
        self.command = [program, "extract", "--records", "-", "--threads", "1", *arguments]
        self.timeout, self.attempts, self.window = timeout, attempts, window
        self.start_timeout = start_timeout
        self.restarts = 0

    def run(self, lines, writer, quarantine):
        """
        lines: iterable of JSON documents (str or bytes); writer: PartWriter; quarantine(line, name, reason).
        Returns the account of the part.
        """
        seen = quarantined = 0
        source = iter(lines)
        waiting = collections.deque()  # asked, not answered: (line, name, attempts so far)
        again = collections.deque()  # to be asked anew after the program was stopped
        program = self._start(writer)
        exhausted = False
        try:
            while True:
                while len(waiting) < self.window and not (exhausted and not again):
                    # What may be poison is asked alone, so that nobody else is hurt.
                    if waiting and (again and again[0][2] > 0 or waiting[0][2] > 0):
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
                            quarantined += 1
                            writer.skip(name, "quarantined", fault)
                            quarantine(line, name, fault)
                            continue
                        entry = (line, name, 0)
                    program.lines.put(entry[0])
                    waiting.append(entry)
                if not waiting:
                    break
                frame = program.frame(self.timeout)
                if frame is not None:
                    if frame[0] not in (DOCUMENT, SKIP):
                        raise PartError("the program answered with a frame of kind %r" % frame[0])
                    writer.add(*frame)
                    waiting.popleft()
                    continue
                # No answer: the first that waits is the culprit, since one document is analysed at a time.
                gone = program.process.poll()
                program.kill()
                line, name, tries = waiting.popleft()
                again.extendleft(reversed(waiting))
                waiting.clear()
                if tries + 1 < self.attempts:
                    again.appendleft((line, name, tries + 1))
                else:
                    quarantined += 1
                    reason = (
                        "the program took more than %g s" % self.timeout if gone is None
                        else "the program ended with status %d" % gone)
                    writer.skip(name, "quarantined", reason)
                    quarantine(line, name, reason)
                self.restarts += 1
                program = self._start(writer)
            if not program.close():
                raise PartError("the program did not come to its end")
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
        frame = program.frame(self.start_timeout)
        if frame is None or frame[0] != MAKER:
            program.kill()
            raise PartError("%s does not start" % " ".join(self.command))
        writer.start(frame[1])
        return program

    @staticmethod
    def _checked(raw):
        """The line to ask with, the name of the document, and why it cannot be asked."""
        data = raw.encode("utf-8", "replace") if isinstance(raw, str) else raw
        data = data.rstrip(b"\r\n")
        name = "d-" + hashlib.sha256(data).hexdigest()[:16]
        try:
            document = json.loads(data)
        except (ValueError, RecursionError):
            return data, name, "not JSON"
        if not isinstance(document, dict):
            return data, name, "not a JSON object"
        if document.get("id") not in (None, ""):
            return data + b"\n", str(document["id"]), None
        # An id of its own, the same on every machine and in every cut.
        text = document.get("text")
        if isinstance(text, str):
            name = "d-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
        document["id"] = name
        return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace") + b"\n", name, None


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
        held.append({"id": name, "reason": reason, "document": line.decode("utf-8", "replace").rstrip("\n")})

    start, cpu = time.time(), time.process_time()
    writer = PartWriter(options.output)
    try:
        mapper = Mapper(options.program, options.argument, options.timeout, options.attempts)
        account = mapper.run(sys.stdin.buffer, writer, quarantine)
        if options.quarantine:
            with open(options.quarantine, "w", encoding="utf-8", errors="replace") as file:
                file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in held)
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    account.update(seconds=round(time.time() - start, 3), python_seconds=round(time.process_time() - cpu, 3))
    print(json.dumps(account))


if __name__ == "__main__":
    main()
