#!/bin/sh
# Makes sans.ttf from Noto Sans 2.004: the Latin and Greek letters and the signs that figures use,
# with the signs that it lacks from Noto Sans Math and Noto Sans Symbols.
# Needs fonttools 4.68 and the folder of Debian's fonts-noto-core 20201225:
#   ./subset.sh /usr/share/fonts/truetype/noto
set -eu
parts=$(mktemp -d)
part() {
  pyftsubset "$1" --unicodes="$2" --layout-features="$3" --no-hinting --name-IDs='*' --output-file="$4"
}
part "$1/NotoSans-Regular.ttf" "U+0020-007E,U+00A0-017F,U+0218-021B,U+0391-03A9,U+03B1-03C9,U+2009,U+2010-2015,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+20AC" kern,tnum "$parts/0.ttf"
part "$1/NotoSansMath-Regular.ttf" "U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265,U+22A2,U+22A3" "" "$parts/1.ttf"
part "$1/NotoSansSymbols-Regular.ttf" "U+2691" "" "$parts/2.ttf"
part "$1/NotoSansSymbols2-Regular.ttf" "U+2605" "" "$parts/3.ttf"
pyftmerge --output-file="$(dirname "$0")/sans.ttf" "$parts"/?.ttf
rm -r "$parts"
