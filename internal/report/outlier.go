package report

import (
	"cmp"
	"math"
	"slices"

	"giaoban/internal/roster"
)

// An Outlier is a figure far from what the other units have. It may be right;
// it is worth a look.
type Outlier struct {
	Unit  roster.Unit
	Label string
	Value float64
	// Low and High are the quartiles: half of the units lie between them.
	Low, High float64
}

// Fewer figures than outlierUnits tell nothing about what is usual. A figure is
// far if it lies beyond the upper quartile by outlierReach times the distance of
// the quartiles: Tukey's outer fence. Low figures are never far: a small
// commune has little of everything.
const (
	outlierUnits = 8
	outlierReach = 3
)

// outliers returns the far figures of the reports that are in, the farthest first.
func (s Overview) outliers(units []roster.Unit) []Outlier {
	var out []Outlier
	for i, label := range s.FigureLabels {
		if label == "" {
			continue
		}
		out = append(out, s.farFigures(units, i, label)...)
	}
	slices.SortStableFunc(out, func(a, b Outlier) int { return cmp.Compare(b.distance(), a.distance()) })
	return out
}

// Outliers returns the far figures under the unit, the farthest first.
func (s Overview) Outliers(under string) []Outlier { return s.outliers(s.reporters(under)) }

// distance returns how often the usual value the outlier is.
func (o Outlier) distance() float64 { return o.Value / max(o.High, 1) }

func (s Overview) farFigures(units []roster.Unit, i int, label string) []Outlier {
	type one struct {
		unit  roster.Unit
		value float64
	}
	var all []one
	for _, u := range units {
		status := s.Status[u.Code]
		if status.State.In() && i < len(status.Figures) && !math.IsNaN(status.Figures[i]) {
			all = append(all, one{u, status.Figures[i]})
		}
	}
	values := make([]float64, len(all))
	for i, x := range all {
		values[i] = x.value
	}
	low, high, fence, ok := Usual(values)
	if !ok {
		return nil
	}
	slices.SortStableFunc(all, func(a, b one) int { return cmp.Compare(a.value, b.value) })
	var out []Outlier
	for _, x := range all {
		if x.value > fence {
			out = append(out, Outlier{Unit: x.unit, Label: label, Value: x.value, Low: low, High: high})
		}
	}
	return out
}

// Usual returns the quartiles of what units have, and the fence beyond which a value is
// far from them; ok is false for too few.
func Usual(values []float64) (low, high, fence float64, ok bool) {
	if len(values) < outlierUnits {
		return 0, 0, 0, false
	}
	sorted := slices.Sorted(slices.Values(values))
	low, high = sorted[len(sorted)/4], sorted[len(sorted)*3/4]
	return low, high, high + outlierReach*max(high-low, 1), true
}
