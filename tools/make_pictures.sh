#!/usr/bin/env bash
# Make the pictures of the README from the sample books in dist/: a spread, a page of the e-book, proofs of
# both themes.
# Needs poppler's pdftoppm, Debian's chromium and the environment that `make test` sets up.
set -eu
cd "$(dirname "$0")/.."
pdf=dist/a-year-of-climate-diplomacy.pdf
epub=dist/a-year-of-climate-diplomacy.epub
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pdftoppm -r 84 -f 16 -l 17 -png "$pdf" "$work/page"
pdftoppm -r 84 -f 56 -l 56 -png "$pdf" "$work/who"
.venv/bin/python -m anthology build seeds -q --theme modern --format pdf -o "$work/modern"
for page in 5 11 14 15; do
  pdftoppm -r 50 -f $page -l $page -png "$pdf" "$work/proof-1"
  pdftoppm -r 50 -f $page -l $page -png "$work/modern/$(basename "$pdf")" "$work/proof-2"
done
(cd "$work" && unzip -q "$OLDPWD/$epub")
article=$(cd "$work" && ls EPUB/text/a-*.xhtml | sed -n 2p)
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
  --user-data-dir="$work/profile" --force-device-scale-factor=1.5 --window-size=420,690 \
  --screenshot="$work/ebook.png" "file://$work/$article" >/dev/null 2>&1
.venv/bin/python - "$work" <<'PY'
import sys
from pathlib import Path
from PIL import Image

work = Path(sys.argv[1])
pages = [Image.open(p).convert("RGB") for p in sorted(work.glob("page-*.png"))]
width = sum(p.width for p in pages)
spread = Image.new("RGB", (width + 2, pages[0].height + 2), "#999")
spread.paste(pages[0], (1, 1))
spread.paste(pages[1], (1 + pages[0].width, 1))
spread.save("docs/pictures/spread.png", optimize=True)
ebook = Image.open(work / "ebook.png").convert("RGB")
framed = Image.new("RGB", (ebook.width + 2, ebook.height + 2), "#999")
framed.paste(ebook, (1, 1))
framed.resize((framed.width * 2 // 3, framed.height * 2 // 3)).save("docs/pictures/ebook.png", optimize=True)
who = Image.open(next(work.glob("who-*.png"))).convert("RGB")
framed = Image.new("RGB", (who.width + 2, who.height + 2), "#999")
framed.paste(who, (1, 1))
framed.save("docs/pictures/whos-who.png", optimize=True)
proofs = [Image.open(p).convert("L") for p in sorted(work.glob("proof-*.png"))]
across = len(proofs) // 2
wide, high = proofs[0].width + 1, proofs[0].height + 1
sheet = Image.new("L", (across * wide + 1, 2 * high + 1), 153)
for place, proof in enumerate(proofs):
    sheet.paste(proof, (place % across * wide + 1, place // across * high + 1))
sheet.quantize(16).save("docs/pictures/proofs.png", optimize=True)
PY
