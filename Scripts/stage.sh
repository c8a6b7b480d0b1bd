#!/bin/sh
# Builds what `make install` copies into FOLDER: bin/annals, man/*.1, completions/annals.{bash,zsh,fish}.
#
# The binary is linked with the Swift runtime, so that it runs where no Swift is. The man pages are written by
# swift-argument-parser's own generator, which is built from the sources that the package resolves anyway.
set -eu

swift=${SWIFT:-swift}
stage=${1:?"usage: stage.sh FOLDER"}

"$swift" build -c release --product annals --static-swift-stdlib
"$swift" build -c release --product generate-manual --static-swift-stdlib
built=$("$swift" build -c release --show-bin-path)

rm -rf "$stage"
mkdir -p "$stage/bin" "$stage/man" "$stage/completions" "$stage/generated"
cp "$built/annals" "$stage/bin/annals"
if command -v strip >/dev/null 2>&1; then strip "$stage/bin/annals"; fi

# The generator leaves out what is not ASCII: it is given {{u4F0A}} in the place of a character, and the pages get \[u4F0A].
cat >"$stage/generated/annals" <<END
#!/bin/sh
"$stage/bin/annals" "\$@" | LC_ALL=C awk -f Scripts/name-characters.awk
END
chmod +x "$stage/generated/annals"

# The day of the last change dates the pages, so that the same sources give the same pages.
date=$(git log -1 --format=%cs 2>/dev/null || true)
"$built/generate-manual" --multi-page ${date:+--date "$date"} \
    --output-directory "$stage/generated" "$stage/generated/annals"
for page in "$stage"/generated/*.1; do
    awk -f Scripts/manual-page.awk "$page" >"$stage/man/${page##*/}"
done
rm -r "$stage/generated"

for shell in bash zsh fish; do
    "$stage/bin/annals" --generate-completion-script "$shell" >"$stage/completions/annals.$shell"
done
touch "$stage/done"
