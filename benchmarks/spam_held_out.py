"""How much is found of phrases and sites that nothing was learned from: whole classes left out, sites cross-validated.

    python benchmarks/spam_held_out.py [../shared] [--keep FILE] [--every N] [--styles A,B]

For each class in turn (video, lottery, betting apps, and the trades of our own pool), each page is judged by weights learned
without its site and without that class and its kin, with the lexicon's rows of the class left out, and without any lexicon.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import spam  # noqa: E402
import train_spam  # noqa: E402

from cleaners.spam import Detector, Lexicon, default_detector  # noqa: E402

# The lexicon's classes that name what a class of phrases sells.
ROWS = {
    "video": ("video", "escort"),
    "lottery": ("lottery", "betting"),
    "betapp": ("lottery", "betting"),
    "trade": ("papers", "loan", "wares", "clinic", "seo", "trade"),
}
STYLES = (
    "tail_pipe_text,tail_links,tail_one_anchor,after_html,before_html_hidden,top_links,inline_hidden,pseudo_path_cloud,noscript,"
    "entity_block,article_plain,article_end_plain,article_block_links,more_plain_list,more_paragraph_tail,own_doorway"
)


def main() -> None:
    """Judge and print a table a class."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    cli.add_argument("--keep", type=Path, default=ROOT / "data/out/spam-samples.pkl")
    cli.add_argument("--every", type=int, default=1)
    cli.add_argument("--styles", default=STYLES)
    asked = cli.parse_args()
    data = train_spam.read_samples(asked.shared, asked.keep)
    for name, kin in train_spam.KIN.items():
        total: dict[str, dict[str, spam.Score]] = defaultdict(lambda: defaultdict(spam.Score))
        for fold in range(train_spam.FOLDS):
            weights = train_spam.learn([d for d in data if train_spam.fold_of(d.site) != fold and d.pool not in kin])
            using = {
                "class left out": Detector(default_detector().without(ROWS[name]).lexicon, weights),
                "no lexicon": Detector(Lexicon(()), weights),
            }
            chosen = spam.Choice(asked.styles.split(","), [kin[0]], asked.every, fold)
            for label, by_style in spam.judge(asked.shared, using, chosen).items():
                for style, score in by_style.items():
                    total[label][style] = spam.total([total[label][style], score])
        spam.show(total)


if __name__ == "__main__":
    main()
