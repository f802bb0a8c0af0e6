package report

import (
	"cmp"
	"math"
	"slices"

	"giaoban/internal/roster"
)

// A Compared is what a unit has of a figure, and of what the figure is looked at per:
// households, or 1.
type Compared struct {
	Unit       roster.Unit
	Value, Per float64
}

// An Outlier is a figure far from what the neighbours have. It may be right; it is worth
// a question.
type Outlier struct {
	Unit  roster.Unit
	Label string
	Value float64
	// Usual is what half of the neighbours have more than and half less; for a figure
	// that is looked at per household, for as many households as the unit has.
	Usual float64
}

// Neighbours are the units of the same kind under the same parent. Fewer than
// outlierUnits of them tell nothing about what is usual. A figure is far if it lies
// outside the median by more than outlierReach times the median distance from it, and
// also by more than outlierTimes times: where all are alike, little is far. None is
// never far, and where half have none nothing is: whether there is something at all is
// another question.
const (
	outlierUnits = 8
	outlierReach = 4
	outlierTimes = 3
)

// Far returns those whose figure is far from their neighbours', the farthest first; ok is
// false if nobody has enough neighbours.
func Far(of []Compared) (out []Outlier, ok bool) {
	near := map[[2]string][]Compared{}
	var order [][2]string
	for _, c := range of {
		key := [2]string{c.Unit.Parent, c.Unit.Type}
		if near[key] == nil {
			order = append(order, key)
		}
		near[key] = append(near[key], c)
	}
	for _, key := range order {
		if len(near[key]) >= outlierUnits {
			ok = true
			out = append(out, far(near[key])...)
		}
	}
	slices.SortStableFunc(out, func(a, b Outlier) int { return cmp.Compare(b.distance(), a.distance()) })
	return out, ok
}

// far are those of neighbours whose figure is far from the others'.
func far(near []Compared) (out []Outlier) {
	rates := make([]float64, len(near))
	for i, c := range near {
		rates[i] = c.Value / c.Per
	}
	usual := median(rates)
	if usual == 0 {
		return nil
	}
	for i := range rates {
		rates[i] = math.Abs(rates[i] - usual)
	}
	reach := outlierReach * median(rates)
	for _, c := range near {
		rate := c.Value / c.Per
		if rate == 0 || math.Abs(rate-usual) <= reach || rate <= usual*outlierTimes && rate*outlierTimes >= usual {
			continue
		}
		out = append(out, Outlier{Unit: c.Unit, Value: c.Value, Usual: math.Round(usual * c.Per)})
	}
	return out
}

// median sorts the numbers.
func median(of []float64) float64 {
	slices.Sort(of)
	if n := len(of); n%2 == 0 {
		return (of[n/2-1] + of[n/2]) / 2
	}
	return of[len(of)/2]
}

// distance returns how often one is the other, whichever is more.
func (o Outlier) distance() float64 {
	return max(o.Value/max(o.Usual, 1), o.Usual/max(o.Value, 1))
}

// outliers returns the far figures of the reports that are in, the farthest first.
func (s Overview) outliers(units []roster.Unit) []Outlier {
	var out []Outlier
	for i, label := range s.FigureLabels {
		if label == "" {
			continue
		}
		far, _ := Far(s.compared(units, i))
		for _, o := range far {
			o.Label = label
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b Outlier) int { return cmp.Compare(b.distance(), a.distance()) })
	return out
}

// Outliers returns the far figures under the unit, the farthest first.
func (s Overview) Outliers(under string) []Outlier { return s.outliers(s.reporters(under)) }

// compared are a figure of the units whose reports are in and have it.
func (s Overview) compared(units []roster.Unit, figure int) (all []Compared) {
	for _, u := range units {
		status := s.Status[u.Code]
		if !status.State.In() {
			continue
		}
		c := Compared{u, s.figure(status, figure), 1}
		if figure < len(s.FigurePer) && s.FigurePer[figure] >= 0 {
			c.Per = s.figure(status, s.FigurePer[figure])
		}
		if c.Per > 0 && !math.IsNaN(c.Value) {
			all = append(all, c)
		}
	}
	return all
}
