"""How much is found of phrases and sites that nothing was learned from: a class of phrases and a fifth of the sites left out.

    python benchmarks/spam_held_out.py [../shared] [--every N] [--turn N] [--minutes N] [--classes A,B] [--styles A,B]

For each class in turn (video, lottery, betting apps, papers and money, wares, health), weights and wording are learned without
that class and all kinds that sell the like (`train_spam_wording.near`) and without a fifth of the sites, and judge phrases of
that class on pages of those sites, the lexicon's rows of the class left out too; and without any lexicon. What the units of
the pages look like is kept in data/out.
"""

import argparse
import math
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import spam  # noqa: E402
import train_spam  # noqa: E402
import train_spam_links  # noqa: E402
import train_spam_wording  # noqa: E402

from cleaners.spam import Detector, Lexicon, default_detector  # noqa: E402

# The lexicon's classes that name what a class of phrases sells.
ROWS = {
    "video": ("video", "escort"),
    "lottery": ("lottery", "betting"),
    "betapp": ("lottery", "betting"),
    "papers": ("papers", "loan", "crypto", "spy", "stocks"),
    "wares": ("wares", "trade", "ecig"),
    "health": ("clinic", "drugs", "fertility"),
}
STYLES = (
    "tail_pipe_text,tail_links,tail_one_anchor,after_html,before_html_hidden,top_links,inline_hidden,pseudo_path_cloud,noscript,"
    "entity_block,article_plain,article_end_plain,article_block_links,more_plain_list,more_paragraph_tail,more_article_stuffed,"
    "own_doorway,own_sold_links,own_words_in_sentences"
)


def main() -> None:
    """Judge and print a table a class."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    cli.add_argument("--every", type=int, default=1)
    cli.add_argument("--turn", type=int, default=10, help="styles a page, in turn; 0: all")
    cli.add_argument("--minutes", type=float, default=math.inf, help="of judging, a class")
    cli.add_argument("--classes", default=",".join(train_spam.KIN))
    cli.add_argument("--styles", default=STYLES)
    asked = cli.parse_args()
    kept = ROOT / f"data/out/spam-samples-{asked.every}.pkl"
    data = train_spam.read_samples(asked.shared, kept, asked.every)
    kinds, news = train_spam_wording.offers(asked.shared), train_spam_wording.clauses(asked.shared, asked.every)
    # names of sold links are of all trades: none of them is learned from
    trades, honest = train_spam_links.phrases(asked.shared), train_spam_links.honest(asked.shared)
    for at, name in enumerate(asked.classes.split(",")):
        own, fold = train_spam.KIN[name], at % train_spam.FOLDS
        kin = train_spam_wording.near(kinds, own)
        wording, parts = (
            train_spam_wording.learn(
                {kind: phrases for kind, phrases in kinds.items() if kind not in kin},
                [clause for clause in news if train_spam.fold_of(clause.site) != fold],
                of=of,
            )
            for of in (train_spam_wording.table_of, train_spam_wording.parts_table_of)
        )
        learned = [d for d in data if train_spam.fold_of(d.site) != fold and d.pool not in kin]
        bought = {trade: names for trade, names in trades.items() if trade not in kin}
        links = train_spam_links.learn(bought, [each for each in honest if train_spam.fold_of(each.site) != fold])
        weights = train_spam.learn(learned, wording)._replace(parts=parts, links=links)
        using = {
            "class left out": Detector(default_detector().without(ROWS[name]).lexicon, weights),
            "no lexicon": Detector(Lexicon(()), weights),
        }
        pools = [kind for kind in own if not kind.startswith(("kin:", "unseen:"))]
        chosen = spam.Choice(asked.styles.split(","), pools, asked.every, fold, asked.turn, 60 * asked.minutes)
        scores = spam.judge(asked.shared, using, chosen)
        print(f"\nclass {name}: {', '.join(own)}, and {len(kin) - len(own)} kinds more that sell the like")
        print(f"{len(learned)} units learned from")
        for label in using:
            by_style: dict[str, list[spam.Score]] = {}
            for found in (found for pool, found in scores.items() if pool.startswith(label)):
                for style, score in found.items():
                    by_style.setdefault(style, []).append(score)
            spam.show({label: {style: spam.total(each) for style, each in sorted(by_style.items())}})


if __name__ == "__main__":
    main()
