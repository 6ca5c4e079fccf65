# Runs the AWS CLI's own entry point once for each line of standard input, since most of a call's time is Python's start. A line
# is JSON: the arguments, the whole environment, and the files for what is printed. Its exit code is answered.
import json
import os
import sys

started = dict(os.environ)
import awscli.clidriver

# Where the CLI's data is, which it tells botocore when it is loaded.
of_the_cli = {name: value for name, value in os.environ.items() if started.get(name) != value}


def run(arguments):
    sys.argv = ["aws"] + arguments
    try:
        return awscli.clidriver.main() or 0
    except SystemExit as ended:
        return ended.code or 0


def printing_into(out, err, action):
    kept = [(stream, os.dup(stream.fileno())) for stream in (sys.stdout, sys.stderr)]
    for (stream, _), path in zip(kept, (out, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, stream.fileno())
        os.close(file)
    try:
        return action()
    finally:
        for stream, number in kept:
            stream.flush()
            os.dup2(number, stream.fileno())
            os.close(number)


for line in sys.stdin:
    call = json.loads(line)
    os.environ.clear()
    os.environ.update(call["environment"], **of_the_cli)
    print(printing_into(call["out"], call["err"], lambda: run(call["arguments"])), flush=True)
