package picture

import "image/color"

// steps are how many degrees of ink an edge has on each ground.
const steps = 14

// inks are the greys that letters are drawn in. A grey is as dark as it is said.
var inks = []uint8{0x22, 0x62, paper}

// The inks, by their place among them.
const (
	dark = iota
	faint
	light
)

const paper = 0xff

// palette has every colour of a picture: each ground, and on it each ink by
// degrees, as the edges of letters have it. 252 of the 256 that a PNG takes: a
// quarter of the bytes of full colour.
func palette() color.Palette {
	var p color.Palette
	grounds := []color.RGBA{{paper, paper, paper, 0xff}}
	for s := Nothing; s <= Done; s++ {
		grounds = append(grounds, s.color())
	}
	for _, ground := range grounds {
		for _, grey := range inks {
			for i := range steps {
				p = append(p, blend(ground, grey, i))
			}
		}
	}
	return p
}

// blend is the ground with so many steps of the ink on it.
func blend(ground color.RGBA, grey uint8, step int) color.RGBA {
	mix := func(c uint8) uint8 {
		return uint8((int(c)*(steps-1-step) + int(grey)*step) / (steps - 1))
	}
	return color.RGBA{mix(ground.R), mix(ground.G), mix(ground.B), 0xff}
}

// ground is the shade's own colour in the palette; paper's is 0.
func (s Shade) ground() uint8 { return uint8(1+int(s)) * uint8(len(inks)*steps) }
