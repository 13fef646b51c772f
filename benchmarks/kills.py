"""Kill `clean` at instants drawn by chance, run it again, and compare its bytes with those of an uninterrupted run.

`benchmarks/kills.py [PAGES [KILLS [SHARD_PAGES]]]`; the pages are made up here, every third one a copy of an earlier one.
"""

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Runs live half as many shares of the work on average as this, so that all kills find something left to do.
MEAN_PROGRESS = 3.0
ROOT = Path(__file__).parents[1]
WORDS = """市民 工程 道路 学校 医院 公园 展览 比赛 会议 项目 企业 农田 河流 桥梁 车站 图书 音乐 电影 天气 气温 经济 价格 市场
技术 研究""".split()
VERBS = "昨日宣布 正在推进 已经完成 计划启动 开始检修 受到欢迎 引起关注 顺利通过 如期举行 逐步恢复".split()


def main() -> None:
    pages, kills, shard_pages = (int(given) for given in (*sys.argv[1:], "20000", "20", "1024")[:3])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_pages(folder / "in", pages)
        started = time.monotonic()
        run_whole(folder / "in", folder / "whole", shard_pages)
        whole_s = time.monotonic() - started
        print(f"{pages:,} pages in {whole_s:.1f} s without interruption", flush=True)
        instants = kill_runs(folder / "in", folder / "killed", (shard_pages, kills, whole_s), random.Random(kills))
        run_whole(folder / "in", folder / "killed", shard_pages)
        same = bytes_of(folder / "whole") == bytes_of(folder / "killed")
        print(f"killed {len(instants)} times after {', '.join(f'{instant:.1f}' for instant in instants)} s")
        print("the same bytes" if same else "OTHER BYTES")
        sys.exit(not same)


def write_pages(folder: Path, count: int) -> None:
    """Write pages of a few hundred characters."""
    folder.mkdir(parents=True)
    rng = random.Random(1)
    bodies: list[str] = []
    for number in range(count):
        copied = rng.choice(bodies) if number % 3 == 2 else ""
        body = copied or "".join(f"<p>{_paragraph(rng)}</p>" for _ in range(5))
        bodies = [*bodies[-500:], body]
        title = f"{rng.choice(WORDS)}{rng.choice(WORDS)}{rng.choice(VERBS)}"
        (folder / f"{number:06d}.html").write_text(
            f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
            f"<div>2024-02-05 10:30 来源：晨光日报</div><div class=article>{body}</div></body></html>",
            "utf-8",
        )


def _paragraph(rng: random.Random) -> str:
    clauses = (f"{rng.choice(WORDS)}{rng.choice(WORDS)}{rng.choice(VERBS)}" for _ in range(rng.randrange(3, 7)))
    return "，".join(clauses) + f"，涉及{rng.randrange(2, 10_000)}人。"


def kill_runs(inputs: Path, out: Path, plan: tuple[int, int, float], rng: random.Random) -> list[float]:
    """Start the run `kills` times and kill it and its workers at an instant drawn by chance; return the instants."""
    shard_pages, kills, whole_s = plan
    instants = []
    for _ in range(kills):
        instant = rng.uniform(0.2, MEAN_PROGRESS * whole_s / kills)
        with subprocess.Popen(command(inputs, out, shard_pages), cwd=ROOT, stderr=subprocess.DEVNULL) as run:
            try:
                run.wait(instant)
            except subprocess.TimeoutExpired:
                run.kill()
                instants.append(instant)
    return instants


def run_whole(inputs: Path, out: Path, shard_pages: int) -> None:
    """Run to the end."""
    subprocess.run(command(inputs, out, shard_pages), cwd=ROOT, check=True, stderr=subprocess.DEVNULL)


def command(inputs: Path, out: Path, shard_pages: int) -> list[str]:
    """Return a run with shards of so many pages."""
    script = f"import sys, pipeline.cleaning; pipeline.cleaning.MAX_SHARD_PAGES = {shard_pages}\n"
    script += "from pipeline.cli import main\nif __name__ == '__main__': sys.exit(main())"
    return [sys.executable, "-c", script, "clean", str(inputs), "-o", str(out), "--jobs", "2", "--no-progress"]


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the digest of every file that is there for a reader."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".state" not in path.parts]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


if __name__ == "__main__":
    main()
