#!/bin/sh
# Records one article in a scratch ledger and asks it who ran OpenAI on four dates.
#
# Every command is shown before it runs, so that it can be typed again and changed.
set -eu

swift=${SWIFT:-swift}
folder=.build/demo

run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

"$swift" build --product annals
rm -rf "$folder"
mkdir -p "$folder"

PATH="$("$swift" build --show-bin-path):$PATH"
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

The ledger is $ANNALS_LEDGER. To go on asking it:

  export PATH="$(dirname "$(command -v annals)"):\$PATH" ANNALS_LEDGER="$PWD/$ANNALS_LEDGER"
  annals import Examples/openai/announcements.jsonl   # what OpenAI itself published
  annals org openai --at 2023-11-18                   # surer now
  annals --help
END
