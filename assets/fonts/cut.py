"""Cuts and joins the bundled fonts from their packages' files; it fetches nothing and no app needs it.

`python assets/fonts/cut.py ATKINSON_FILES NOTO_FOLDER NOTO_COLOR_EMOJI_TTF` makes them anew, see FONTS.md.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SIGNS = "U+00B7,U+0130,U+1E9E,U+200B,U+202F,U+2011,U+2116"
MARKS = "U+2190-2195,U+21BB,U+2248,U+2260,U+2264,U+2265"
SHAPES = (
    "U+25A0,U+25A1,U+25B2,U+25B6,U+25BC,U+25C0,U+25CB,U+25CF,U+2605,U+2606,U+260E,U+2610-2612,"
    "U+2661,U+2665,U+267F,U+26A0,U+2709,U+2713-2715,U+2717,U+2764,U+279C"
)
LETTERS = "U+0020-024F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+20A0-20C0,U+2100-214F"
ARABIC = "U+0020-007E,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+0750-077F,U+200C-200F,U+2013,U+2014,U+FB50-FDFF,U+FE70-FEFF"
EMOJI = (
    "😀😁😂😊😉😍🥰😘😎🤔😐😕😢😭😡😱😴🤗🙂🙁🤒👍👎👏🙏💪👋🤝✋✌🤞👀❤🧡💛💚💙💜💔🎉🎂🎁🎈🎶🎵⚽🌞🌈🌳🌷🌻🍀🍎🍇🍷☕🍰🐶🐱🐝"
    "🚲🚗🚌🚋🚑🚒🏠🏥🏫⛪📞📱📧📍📅⏰🕒📢🔔🔍🔑💡🔥💧☀☁☔❄⭐✨✅❌❗❓⚠♿🆘🚧♻🗑👶👧👦👩👨👵👴👪💬🎓📚🩺💊"
)


def cut(source: Path, target: Path, codes: str, features: str = "*") -> Path:
    """Writes of `source` only the characters named in `codes` (pyftsubset's form), without hints."""
    chosen = f"--text={codes}" if codes == EMOJI else f"--unicodes={codes}"
    subset.main([str(source), chosen, "--no-hinting", f"--layout-features={features}", f"--output-file={target}"])
    return target


def join(parts: list[Path], target: Path) -> None:
    """Joins fonts of one grid; the line's height stays that of the first, or every line would grow."""
    joined = merge.Merger(merge.Options(drop_tables=["MATH"])).merge([str(part) for part in parts])
    first = TTFont(parts[0])
    for table, names in {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
    }.items():
        for name in names:
            setattr(joined[table], name, getattr(first[table], name))
    joined.save(target)


def cut_all(atkinson: Path, noto: Path, emoji: Path, work: Path) -> None:
    """Writes the five fonts of this folder; `work` takes the pieces."""
    for weight, style in {"400": "Regular", "700": "Bold"}.items():
        pieces = [
            cut(
                atkinson / f"atkinson-hyperlegible-{part}-{weight}-normal.woff2",
                work / f"{part}{weight}.ttf",
                "*",
            )
            for part in ("latin", "latin-ext")
        ]
        pieces.append(cut(noto / f"NotoSans-{style}.ttf", work / f"signs{weight}.ttf", SIGNS, ""))
        pieces.append(cut(noto / "NotoSansMath-Regular.ttf", work / f"marks{weight}.ttf", MARKS, ""))
        pieces.append(cut(noto / "NotoSansSymbols2-Regular.ttf", work / f"shapes{weight}.ttf", SHAPES, ""))
        join(pieces, HERE / f"AtkinsonHyperlegible-{style}.ttf")
    letters = cut(noto / "NotoSans-Regular.ttf", work / "letters.ttf", LETTERS, "kern,mark,mkmk,locl,ccmp")
    math = cut(noto / "NotoSansMath-Regular.ttf", work / "math.ttf", "U+2190-21FF,U+2200-222B,U+2248-2265", "")
    symbols = cut(noto / "NotoSansSymbols-Regular.ttf", work / "symbols.ttf", "U+2300-23FF,U+2460-2473,U+2600-26FF", "")
    shapes = cut(noto / "NotoSansSymbols2-Regular.ttf", work / "shapes.ttf", "U+25A0-25FF,U+2600-27BF", "")
    join([letters, math, symbols, shapes], HERE / "NotoSans-Fallback.ttf")
    cut(noto / "NotoSansArabic-Regular.ttf", HERE / "NotoSansArabic-Fallback.ttf", ARABIC)
    cut(emoji, HERE / "NotoColorEmoji-Fallback.ttf", EMOJI)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        cut_all(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), Path(folder))
