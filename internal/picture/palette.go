package picture

import (
	"image"
	"image/color"
)

// steps are how many shades an ink's edge takes on each ground.
const steps = 14

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
		for _, grey := range []uint8{ink, faint, paper} {
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

// reduce gives the picture in the palette's colours. A picture has few colours
// many times, so each is looked for once.
func reduce(from *image.RGBA) *image.Paletted {
	p := palette()
	out := image.NewPaletted(from.Bounds(), p)
	known := map[color.RGBA]uint8{}
	var last color.RGBA // of the pixel before, which is mostly the same
	var at uint8
	for i := range out.Pix {
		pix := from.Pix[4*i : 4*i+4 : 4*i+4]
		c := color.RGBA{pix[0], pix[1], pix[2], pix[3]}
		if c != last {
			seen := false
			if at, seen = known[c]; !seen {
				at = uint8(p.Index(c))
				known[c] = at
			}
			last = c
		}
		out.Pix[i] = at
	}
	return out
}
