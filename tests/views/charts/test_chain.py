"""What a chain of computations draws, and what it says."""

import pytest

from optlab.views.charts.chain import plot_chain

VALUES = {"w": 0.5, "z = 2w": 1.0, "loss = z²": 1.0}


def test_every_value_every_slope_and_every_factor_is_written():
    chart = plot_chain(VALUES, slopes=[4, 2, 1], factors=["2", "2z"], title="There and back")
    written = [text.get_text() for text in chart.axes[0].texts]
    assert {"w\n0.5", "z = 2w\n1", "loss = z²\n1"} < {*written}
    assert {"slope along w\n4", "slope along z\n2", "slope along loss\n1", "× 2", "× 2z"} < {*written}
    assert str(chart).splitlines()[1:] == [
        "forwards: w is 0.5, z = 2w is 1, loss = z² is 1",
        "backwards: 1, × 2z is 2, × 2 is 4",
    ]


def test_an_arrow_leads_there_and_one_back_between_all_neighbours():
    chart = plot_chain(VALUES, slopes=[4, 2, 1], factors=["2", "2z"], title="There and back")
    arrows = [text for text in chart.axes[0].texts if hasattr(text, "arrow_patch") and text.arrow_patch]
    ways = sorted((arrow.xyann[0], arrow.xy[0]) for arrow in arrows)
    assert ways == [(0, 1), (1, 0), (1, 2), (2, 1)]


def test_nothing_leaves_the_picture_and_no_two_boxes_meet():
    chart = plot_chain(VALUES, slopes=[4, 2, 1], factors=["2", "2z"], title="There and back")
    chart.canvas.draw()
    boxes = [text.get_bbox_patch().get_window_extent() for text in chart.axes[0].texts if text.get_bbox_patch()]
    assert len(boxes) == 6
    assert all(box.x0 > 0 and box.x1 < chart.bbox.width for box in boxes)
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"values": {"w": 1}}, "values is {'w': 1}: it must be a dict of two or more numbers"),
        ({"slopes": [1]}, "slopes has 1: there must be 3"),
        ({"factors": ["2"]}, "factors has 1: there must be 2"),
    ],
)
def test_what_does_not_fit_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        plot_chain(**{"values": VALUES, "slopes": [4, 2, 1], "factors": ["2", "2z"], "title": "t"} | given)
