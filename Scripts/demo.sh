#!/bin/sh
# Records one article in a scratch ledger and asks it who ran OpenAI on four dates.
#
# usage: demo.sh PROGRAMS [FOLDER]: where annals was built, and where the ledger goes (.build/demo).
# Every command is shown before it runs, so that it can be typed again and changed.
set -eu

programs=${1:?"usage: demo.sh PROGRAMS [FOLDER]"}
folder=${2:-.build/demo}

run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

rm -rf "$folder"
mkdir -p "$folder"

PATH="$programs:$PATH"
ANNALS_LEDGER=$folder/openai.db
# Long answers are to be read in one piece here.
PAGER=cat
export PATH ANNALS_LEDGER PAGER

printf '\n$ export ANNALS_LEDGER=%s\n' "$ANNALS_LEDGER"
run annals init
run annals import Examples/openai/article.jsonl
for date in 2015-12-31 2023-11-18 2024-05-13 2024-05-16; do
    run annals org openai --at "$date"
done
run annals person ilya-sutskever

cat <<END

To go on asking this ledger:

  export PATH="$programs:\$PATH" ANNALS_LEDGER=$ANNALS_LEDGER
  annals import Examples/openai/announcements.jsonl   # what OpenAI itself published
  annals org openai --at 2023-11-18                   # surer now
  annals --help
END
