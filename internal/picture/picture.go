// Package picture draws the one picture that a phone shows better than text: a
// stacked bar for each unit, with its numbers inside, as a PNG.
//
// It is pure: values come in, bytes go out, the same bytes for the same values.
// It knows no unit and no report, and chooses no words.
package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Bars is a picture of stacked bars. Texts are brought to NFC: a font shows the
// marks of decomposed letters beside them.
type Bars struct {
	Title string
	// Note stands small under the title.
	Note   string
	Series []Series
	Rows   []Row
}

// A Series is one colour of every bar, with its word in the legend.
type Series struct {
	Label string
	Shade Shade
}

// A Row is one bar: how many of each series, and what stands at its end.
type Row struct {
	Label  string
	Values []int
	End    string
	// Bare leaves the numbers out of the bar, where they are shares and not
	// counts.
	Bare bool
}

// Shade is one of the five colours. They stay apart for those who do not tell
// red from green: they differ in lightness, and numbers stand in the bars.
type Shade uint8

// The shades.
const (
	Nothing Shade = iota
	Back
	Working
	Waiting
	Done
)

func (s Shade) color() color.RGBA {
	switch s {
	case Done:
		return color.RGBA{0x1b, 0x6e, 0x53, 0xff}
	case Waiting:
		return color.RGBA{0x7f, 0xb7, 0xa3, 0xff}
	case Working:
		return color.RGBA{0xf0, 0xc0, 0x4a, 0xff}
	case Back:
		return color.RGBA{0xc7, 0x5b, 0x39, 0xff}
	}
	return color.RGBA{0xd9, 0xdb, 0xde, 0xff}
}

// MaxRows is the most bars that one picture takes; more would be too small to
// read on a phone. A channel scales a picture to the screen's width.
const MaxRows = 60

// Sizes in pixels. The width is about three times a phone's points, so that
// letters stay sharp.
const (
	width     = 1080
	margin    = 36
	labelRoom = 330
	endRoom   = 150
	rowHeight = 52
	barHeight = 38
	titleSize = 38
	textSize  = 28
	smallSize = 24
)

// PNG draws the bars. It fails only for more than MaxRows rows or a row whose
// values are not one for each series.
func (b Bars) PNG() ([]byte, error) {
	if len(b.Rows) > MaxRows {
		return nil, fmt.Errorf("draw bars: %d rows, at most %d", len(b.Rows), MaxRows)
	}
	for _, r := range b.Rows {
		if len(r.Values) != len(b.Series) {
			return nil, fmt.Errorf("draw bars: row %q has %d values for %d series", r.Label, len(r.Values), len(b.Series))
		}
	}
	p, err := newPen()
	if err != nil {
		return nil, fmt.Errorf("draw bars: %w", err)
	}
	head := margin + 52 + 40 + 56
	p.canvas = image.NewPaletted(image.Rect(0, 0, width, head+len(b.Rows)*rowHeight+margin), palette()) // all paper
	p.text(p.title, dark, margin, margin+36, p.fit(p.title, b.Title, width-2*margin))
	p.text(p.small, faint, margin, margin+76, p.fit(p.small, b.Note, width-2*margin))
	p.legend(b.Series, margin+92)
	longest := 1
	for _, r := range b.Rows {
		longest = max(longest, sum(r.Values))
	}
	for i, r := range b.Rows {
		p.bar(r, b.Series, head+i*rowHeight, longest)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed} // flat colours: hardly larger, and much sooner done
	if err := encoder.Encode(&out, p.canvas); err != nil {
		return nil, fmt.Errorf("draw bars: %w", err)
	}
	return out.Bytes(), nil
}

func sum(values []int) (n int) {
	for _, v := range values {
		n += max(0, v)
	}
	return n
}

// pen is a canvas with its faces, which keep state and are not shared.
type pen struct {
	canvas                *image.Paletted
	title, regular, small font.Face
}

func newPen() (*pen, error) {
	p := &pen{}
	for _, f := range []struct {
		into *font.Face
		ttf  []byte
		size float64
	}{
		{&p.title, liberationsansbold.TTF, titleSize},
		{&p.regular, liberationsansregular.TTF, textSize},
		{&p.small, liberationsansregular.TTF, smallSize},
	} {
		parsed, err := opentype.Parse(f.ttf)
		if err != nil {
			return nil, err
		}
		// 72 dots an inch: a point is a pixel.
		if *f.into, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: f.size, DPI: 72}); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// legend names the colours in one line.
func (p *pen) legend(series []Series, y int) {
	x := margin
	for _, s := range series {
		p.fill(s.Shade, x, y, 26, 26)
		label := norm.NFC.String(s.Label)
		p.text(p.small, dark, x+34, y+22, label)
		x += 34 + p.measure(p.small, label) + 30
	}
}

// bar draws one row: its name, its parts in proportion, and what ends it.
func (p *pen) bar(r Row, series []Series, y, longest int) {
	base := y + barHeight - 10
	p.text(p.regular, dark, margin, base, p.fit(p.regular, r.Label, labelRoom-12))
	room := width - 2*margin - labelRoom - endRoom
	x, total := margin+labelRoom, 0
	for i, v := range r.Values {
		if v <= 0 {
			continue
		}
		from := total * room / longest
		total += v
		w := total*room/longest - from
		p.fill(series[i].Shade, x+from, y, w, barHeight)
		number := strconv.Itoa(v)
		if wide := p.measure(p.small, number); !r.Bare && wide+6 <= w {
			p.text(p.small, readable(series[i].Shade.color()), x+from+(w-wide)/2, base-2, number)
		}
	}
	p.text(p.small, dark, x+total*room/longest+12, base-2, p.fit(p.small, r.End, endRoom-12))
}

// readable is the ink that stands out on the colour.
func readable(c color.RGBA) int {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) < 140*1000 {
		return light
	}
	return dark
}

func (p *pen) fill(shade Shade, x, y, w, h int) {
	area := image.Rect(x, y, x+w, y+h).Intersect(p.canvas.Rect)
	line := bytes.Repeat([]byte{shade.ground()}, area.Dx())
	for y := area.Min.Y; y < area.Max.Y; y++ {
		copy(p.canvas.Pix[p.canvas.PixOffset(area.Min.X, y):], line)
	}
}

func (p *pen) text(face font.Face, ink int, x, y int, s string) {
	dot := fixed.P(x, y)
	before := rune(-1)
	for _, letter := range s {
		if before >= 0 {
			dot.X += face.Kern(before, letter)
		}
		at, mask, from, advance, ok := face.Glyph(dot, letter)
		if !ok {
			continue
		}
		p.glyph(ink, at, mask.(*image.Alpha), from)
		dot.X += advance
		before = letter
	}
}

// glyph puts a letter's ink on what is drawn there, as much as the mask says. Where
// two letters touch, the darker edge stays.
func (p *pen) glyph(ink int, at image.Rectangle, mask *image.Alpha, from image.Point) {
	seen := at.Intersect(p.canvas.Rect)
	each := uint8(len(inks) * steps)
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		row := p.canvas.Pix[p.canvas.PixOffset(seen.Min.X, y):][:seen.Dx()]
		alphas := mask.Pix[mask.PixOffset(from.X+seen.Min.X-at.Min.X, from.Y+y-at.Min.Y):][:seen.Dx()]
		for i, alpha := range alphas {
			step := uint8((int(alpha)*(steps-1) + 127) / 255)
			if step == 0 {
				continue
			}
			own := row[i]/each*each + uint8(ink*steps)
			if row[i] < own || row[i] >= own+steps { // another ink, or none
				row[i] = own
			}
			row[i] = max(row[i], own+step)
		}
	}
}

func (p *pen) measure(face font.Face, s string) int { return font.MeasureString(face, s).Ceil() }

// fit shortens a text to the room, with an ellipsis.
func (p *pen) fit(face font.Face, s string, room int) string {
	s = norm.NFC.String(s)
	if p.measure(face, s) <= room {
		return s
	}
	letters := []rune(s)
	for len(letters) > 0 && p.measure(face, string(letters)+"…") > room {
		letters = letters[:len(letters)-1]
	}
	return string(letters) + "…"
}
