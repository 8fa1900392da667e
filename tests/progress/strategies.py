"""Work that units may do, in any order and with any words."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TASKS = ["task-sweep", "task-open", "task-books", "task-dust", "task-wash", "task-ring", "task-older"]
POINTS = ["o-broom", "o-floor", "o-door", "o-list", "o-brush"]
STATES = ["todo", "doing", "done", "not-applicable", "perhaps"]
DAYS = ["", "2026-03-05", "2026-02-28", "2024-02-29", "2026-02-30", "9950-01-01"]
WORDS = [
    "",
    "x",
    "早",
    "=1+1",
    "</script><b>",
    "a\u202eb",
    "\ud800",
    "\U0001f600",
    "\ud83d",
    "a\r\nb\x00",
    "\ufeff",
    "\u2028",
]

words = st.sampled_from(WORDS) | st.text(max_size=8)
tasks = st.sampled_from(TASKS)
changes = st.one_of(
    st.fixed_dictionaries({"task": tasks, "field": st.just("state"), "value": st.sampled_from(STATES)}),
    st.fixed_dictionaries(
        {"task": tasks, "field": st.sampled_from(["reason", "who", "proof", "when"]), "value": words}
    ),
    st.fixed_dictionaries(
        {"task": tasks, "field": st.sampled_from(["due", "on"]), "value": st.sampled_from(DAYS)}
    ),
    st.fixed_dictionaries(
        {"task": tasks, "note": words}, optional={"by": words, "slot": st.sampled_from(["pc", "phone"])}
    ),
    st.fixed_dictionaries(
        {
            "task": tasks,
            "review": st.fixed_dictionaries(
                {"verdict": st.sampled_from(["accepted", "sent-back", "", "fine"])},
                optional={"note": words, "by": words, "on": st.sampled_from(DAYS)},
            ),
        }
    ),
    st.fixed_dictionaries({"point": st.sampled_from(POINTS), "ticked": st.booleans()}),
    st.fixed_dictionaries(
        {"limit": st.just("o-no-fire"), "acknowledged": st.booleans()},
        optional={"by": words, "on": st.sampled_from(DAYS)},
    ),
    st.fixed_dictionaries(
        {
            "again": tasks | st.sampled_from(POINTS),
            "from": tasks | st.sampled_from(POINTS),
            "keep": st.booleans(),
        }
    ),
    st.fixed_dictionaries(
        {"unit": st.fixed_dictionaries({}, optional={"name": words, "firstDay": st.sampled_from(DAYS)})}
    ),
)
works = st.fixed_dictionaries(
    {
        "writer": st.sampled_from(["pc", "phone", "group"]),
        "minute": st.integers(min_value=-100, max_value=100),
        "changes": st.lists(changes, max_size=6),
    }
)
prints = st.sampled_from(["000000000001", "0000000000aa", "0000000000bb"])
libraries = st.fixed_dictionaries(
    {},
    optional={
        "prints": st.dictionaries(st.sampled_from(TASKS[:3]), prints, max_size=3),
        "points": st.dictionaries(st.sampled_from(POINTS[:4]), prints, max_size=3),
        "gone": st.dictionaries(
            st.sampled_from(["task-open", "o-floor"]),
            st.sampled_from(
                [{"gone": "split", "into": ["task-sweep", "task-books"]}, {"gone": "retired", "into": []}]
            ),
            max_size=2,
        ),
    },
)


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    """Return a start, two branches that go apart, a merge each way, and an edition that comes out."""
    start = {"make": "start", **draw(works)}
    left = {"make": "left", "from": "start", **draw(works)}
    right = {"make": "right", "from": draw(st.sampled_from(["start", "left"])), **draw(works)}
    new = draw(libraries)
    return {
        "steps": [
            start,
            left,
            right,
            {"make": "there", "merge": ["left", "right"]},
            {"make": "back", "merge": ["right", "left"]},
            {"make": "moved", "migrate": "there", "library": new},
            {"make": "on", "from": "moved", "library": new, **draw(works)},
            {"make": "older", "migrate": "right", "library": new},
            {"make": "end", "merge": ["on", "older"], "library": new},
            {"make": "later", "migrate": "end", "library": draw(libraries)},
        ]
    }
