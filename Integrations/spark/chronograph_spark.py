#!/usr/bin/env python3
"""Maps `chronograph extract --records` over articles on a Spark cluster, then reduces the parts and builds the site.

    spark-submit --master spark://host:7077 --py-files ../records/chronograph_records.py chronograph_spark.py \\
        --program /usr/local/bin/chronograph --parts /shared/parts --reduce all.records --site site articles/*.ndjson

Needs Python 3.9, pyspark and pyarrow. Every row of the input becomes one record, one skip or one quarantined document; the
last line on standard output is the account as JSON, and seen = used + skipped + quarantined, where seen was counted by
Spark apart from the map. See README.md.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

try:
    import chronograph_records as records
except ImportError:  # In the checkout, not yet sent to a worker.
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "records"))
    import chronograph_records as records

COUNTS = ("seen", "used", "skipped", "quarantined", "events", "restarts")


class Settings:
    """What a task needs; sent to the workers as it stands."""

    def __init__(self, options):
        self.parts = os.path.abspath(options.parts)
        self.program = options.program
        self.is_shipped = options.ship
        self.arguments = options.argument
        self.timeout, self.attempts = options.timeout, options.attempts
        self.resume = options.resume

    def path(self, number, suffix):
        return os.path.join(self.parts, "part-%06d.%s" % (number, suffix))


def spill(batches, file):
    """
    Writes the rows of a partition to a file, one a line, and gives their number and a hash of them: what a later run
    compares before it takes a part over. The file bounds the memory of a task, whatever the size of its partition.
    """
    check, count = hashlib.sha256(), 0
    for batch in batches:
        for row in batch.column(0).to_pylist():
            data = row.replace(b"\r", b" ").replace(b"\n", b" ") + b"\n"
            check.update(data)
            file.write(data)
            count += 1
    file.seek(0)
    return count, check.hexdigest()


def map_partition(settings, number, attempt, batches):
    """Writes one part; gives its account, or None for a partition without rows. A second attempt writes the same part."""
    begun, cpu = time.time(), time.process_time()
    with tempfile.TemporaryFile() as lines:
        count, check = spill(batches, lines)
        if count == 0:
            return None
        key = hashlib.sha256(json.dumps([check, settings.arguments]).encode()).hexdigest()
        known = finished(settings, number, key)
        if known:
            return known
        program = settings.program
        if settings.is_shipped:
            from pyspark import SparkFiles
            program = SparkFiles.get(os.path.basename(program))
            if not os.access(program, os.X_OK):
                os.chmod(program, 0o755)
        held = []
        writer = records.PartWriter(settings.path(number, "records"), attempt)
        try:
            mapper = records.Mapper(program, settings.arguments, settings.timeout, settings.attempts)
            account = mapper.run(
                lines, writer, lambda line, name, reason: held.append(records.quarantine_entry(line, name, reason)))
            if account["seen"] != count:
                raise records.PartError("%d rows came, and %d were asked" % (count, account["seen"]))
            records.write_quarantine(settings.path(number, "quarantine.ndjson"), held, attempt)
            writer.finish()
        except BaseException:
            writer.abandon()
            raise
    compare(account, records.trailer(settings.path(number, "records")), number)
    account.update(
        part=number, key=key, host=socket.gethostname(), seconds=round(time.time() - begun, 3),
        python_seconds=round(time.process_time() - cpu, 3))
    records.write_quarantine(settings.path(number, "account.json"), [account], attempt)
    return account


def finished(settings, number, key):
    """The account of a part that an earlier run finished with the same rows and options; None when there is none."""
    if not settings.resume:
        return None
    try:
        with open(settings.path(number, "account.json"), encoding="utf-8") as file:
            account = json.load(file)
        if account["key"] != key or not os.path.exists(settings.path(number, "quarantine.ndjson")):
            return None
        compare(account, records.trailer(settings.path(number, "records")), number)
        return dict(account, resumed=1)
    except (OSError, ValueError, KeyError, records.PartError):
        return None


def compare(account, told, number):
    """The end of a part must say what its account says."""
    expected = {
        "documents": account["used"], "skipped": account["skipped"] + account["quarantined"],
        "events": account["events"]}
    if told != expected:
        raise records.PartError("part %d holds %r, and its account says %r" % (number, told, expected))


def mapped(settings):
    """The function that Spark maps over the batches of a partition; it gives the account as one row."""

    def run(batches):
        import pyarrow
        from pyspark import TaskContext

        task = TaskContext.get()
        attempt = "%d-%d" % (task.taskAttemptId(), task.attemptNumber())
        account = map_partition(settings, task.partitionId(), attempt, batches)
        if account:
            yield pyarrow.RecordBatch.from_pydict({"account": [json.dumps(account)]})

    return run


def rows(spark, options):
    """The articles as one column of JSON in bytes: lines as they are, rows of Parquet with their columns as fields."""
    from pyspark.sql import functions

    if options.format == "ndjson":
        # As bytes: a line that is no UTF-8 reaches the program as it is.
        lines = spark.read.text(options.articles).select(functions.col("value").cast("binary").alias("line"))
        return lines.where(functions.length(functions.trim(functions.col("line").cast("string"))) > 0)
    table = spark.read.parquet(*options.articles)
    return table.select(functions.to_json(functions.struct("*")).cast("binary").alias("line"))


def run_map(spark, options):
    """Maps all articles; gives the accounts of the parts in order."""
    settings = Settings(options)
    os.makedirs(settings.parts, exist_ok=True)
    if os.listdir(settings.parts) and not options.resume:
        raise SystemExit("%s is not empty; parts of two runs must not mix (--resume goes on with them)" % options.parts)
    if options.ship:
        spark.sparkContext.addFile(options.program)
    spark.sparkContext.addPyFile(os.path.abspath(records.__file__))
    table = rows(spark, options)
    found = table.mapInArrow(mapped(settings), "account string").collect()
    accounts = sorted((json.loads(row.account) for row in found), key=lambda account: account["part"])
    total = summed(accounts)
    # The rows are counted apart from the map: what went lost on its way to a task would be missing in both else.
    count = table.count()
    if total["seen"] != count:
        raise records.PartError("the input has %d documents, and the parts account for %d" % (count, total["seen"]))
    join_quarantine(settings, accounts, options.quarantine or os.path.join(settings.parts, "quarantine.ndjson"))
    return accounts, total


def summed(accounts):
    total = collections.Counter({name: 0 for name in COUNTS})
    for account in accounts:
        for name in COUNTS:
            total[name] += account[name]
        total["resumed"] += account.get("resumed", 0)
        total["python_seconds"] += account["python_seconds"]
    if total["seen"] != total["used"] + total["skipped"] + total["quarantined"]:
        raise records.PartError("the accounts do not add up: %r" % dict(total))
    return total


def join_quarantine(settings, accounts, path):
    with open(path + ".new", "wb") as file:
        for account in accounts:
            with open(settings.path(account["part"], "quarantine.ndjson"), "rb") as part:
                shutil.copyfileobj(part, file)
    os.replace(path + ".new", path)


def run_reduce(options, accounts, total):
    """Joins the parts of the accounts, and only those; `reduce` must count what the accounts say."""
    settings = Settings(options)
    command = [options.program, "reduce", *(settings.path(account["part"], "records") for account in accounts)]
    command += ["-o", options.reduce] if options.reduce else ["--check"]
    command += options.argument
    ended = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    sys.stderr.write(ended.stderr)
    if ended.returncode != 0:
        raise SystemExit(ended.returncode)
    told = re.search(r"(\d+) parts, (\d+) inputs seen, (\d+) used, (\d+) skipped \((\d+) of them twice\)", ended.stderr)
    numbers = list(map(int, told.groups())) if told else []
    repeated = numbers[4] if numbers else 0
    skips = total["skipped"] + total["quarantined"]
    if numbers[:4] != [len(accounts), total["seen"], total["used"] - repeated, skips + repeated]:
        raise records.PartError("reduce counts %r, and the accounts say %r" % (numbers, dict(total)))
    total["repeated"] = repeated


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("articles", nargs="+", help="files, folders or patterns that Spark reads: local, hdfs:, s3a:")
    add("--format", choices=["ndjson", "parquet"], default="ndjson")
    add("--parts", required=True, help="the folder of the parts, which all machines see under this path")
    add("--program", default="chronograph", help="the binary: a path that all machines have, or with --ship one here")
    add("--ship", action="store_true", help="send the binary to the workers")
    add("--timeout", type=float, default=60, help="seconds without an answer (default 60)")
    add("--attempts", type=int, default=2, help="tries of one document (default 2)")
    add("--part-bytes", type=int, default=16 << 20, help="input of one part (default 16 MB)")
    add("--argument", action="append", default=[], help="passed on to extract and reduce, as --argument=--as-of=2025-12-31")
    add("--quarantine", help="file for what could not be read (default quarantine.ndjson among the parts)")
    add("--resume", action="store_true", help="take over what an earlier run of the same articles finished")
    add("--reduce", help="the file for all records in one; without it the parts are only checked")
    add("--site", help="the folder of the site")
    add("--build-argument", action="append", default=[], help="passed on to build, as --build-argument=--title=News")
    return parser.parse_args()


def main():
    options = arguments()
    if os.sep in options.program:
        options.program = os.path.abspath(options.program)
    elif options.ship:
        options.program = shutil.which(options.program) or options.program
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.appName("chronograph")
        # The cut depends on the files alone, not on how many machines there are, so that a later run finds its parts.
        .config("spark.sql.files.maxPartitionBytes", options.part_bytes)
        .config("spark.sql.files.minPartitionNum", 1)
        .config("spark.sql.files.openCostInBytes", 1 << 16)
        .config("spark.task.maxFailures", 8)
        .getOrCreate())
    begun = time.time()
    try:
        accounts, total = run_map(spark, options)
    finally:
        spark.stop()
    total["map_seconds"] = round(time.time() - begun, 1)
    begun = time.time()
    run_reduce(options, accounts, total)
    total["reduce_seconds"] = round(time.time() - begun, 1)
    if options.site:
        begun = time.time()
        source = [options.reduce] if options.reduce else [
            Settings(options).path(account["part"], "records") for account in accounts]
        build = [options.program, "build", "--from-records", *source, "-o", options.site]
        status = subprocess.run(build + options.argument + options.build_argument).returncode
        if status != 0:
            raise SystemExit(status)
        total["build_seconds"] = round(time.time() - begun, 1)
    total["parts"] = len(accounts)
    total["python_seconds"] = round(total["python_seconds"], 3)
    print(json.dumps(total))


if __name__ == "__main__":
    main()
