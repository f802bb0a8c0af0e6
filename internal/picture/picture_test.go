package picture_test

import (
	"bytes"
	"flag"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"

	"giaoban/internal/picture"
)

var pictures = flag.String("pictures", "", "folder into which the pictures are written, for looking at them")

func series() []picture.Series {
	return []picture.Series{
		{Label: "Đã nộp", Shade: picture.Done}, {Label: "Chờ ký", Shade: picture.Waiting},
		{Label: "Đang làm", Shade: picture.Working}, {Label: "Trả lại", Shade: picture.Back},
		{Label: "Chưa bắt đầu", Shade: picture.Nothing},
	}
}

func province(rows int) picture.Bars {
	b := picture.Bars{Title: "Tình hình nộp báo cáo, tỉnh Thanh Hóa", Note: "đến 07:30 ngày 05/7/2016: đã nộp 412/635 xã (65 %)", Series: series()}
	for i := range rows {
		v := []int{i % 25, 1, 3, i % 2, (30 - i) % 7}
		b.Rows = append(b.Rows, picture.Row{Label: fmt.Sprintf("Huyện Thường Xuân %d", i+1), Values: v, End: fmt.Sprintf("%d %%", 3*i%101)})
	}
	return b
}

// TestTheSameBytes: a picture depends on its values only, and every bar's
// colour is where its share says.
func TestTheSameBytes(t *testing.T) {
	for _, rows := range []int{0, 1, 27, picture.MaxRows} {
		b := province(rows)
		first, err := b.PNG()
		if err != nil {
			t.Fatal(err)
		}
		second, _ := b.PNG()
		if !bytes.Equal(first, second) {
			t.Errorf("%d rows: drawn twice, two pictures", rows)
		}
		img, err := png.Decode(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		// A platform takes a picture of up to 10,000 for width and height together.
		if size := img.Bounds().Size(); size.X+size.Y > 10000 || size.X*20 < size.Y || size.Y*20 < size.X {
			t.Errorf("%d rows: %v is no picture for a phone", rows, size)
		}
		if *pictures != "" {
			if err := os.WriteFile(filepath.Join(*pictures, fmt.Sprintf("bars-%d.png", rows)), first, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestPixels: how the drawing is done changes no pixel.
func TestPixels(t *testing.T) {
	for rows, want := range map[int]uint32{0: 0xf714aea6, 1: 0xeb453a18, 27: 0xddf09343} {
		drawn, err := province(rows).PNG()
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(drawn))
		if err != nil {
			t.Fatal(err)
		}
		if got := crc32.ChecksumIEEE(img.(*image.Paletted).Pix); got != want {
			t.Errorf("%d rows: pixels %#x, want %#x", rows, got, want)
		}
	}
}

func TestColoursInProportion(t *testing.T) {
	b := picture.Bars{Series: series(), Rows: []picture.Row{{Label: "a", Values: []int{3, 0, 0, 0, 1}}}}
	drawn, err := b.PNG()
	if err != nil {
		t.Fatal(err)
	}
	img, _ := png.Decode(bytes.NewReader(drawn))
	done, nothing := count(img, color.RGBA{0x1b, 0x6e, 0x53, 0xff}), count(img, color.RGBA{0xd9, 0xdb, 0xde, 0xff})
	legend := 26 * 26
	if ratio := float64(done-legend) / float64(nothing-legend); ratio < 2.8 || ratio > 3.2 {
		t.Errorf("3 and 1 are drawn as %.2f to 1", ratio)
	}
}

func count(img image.Image, want color.Color) (n int) {
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if img.At(x, y) == want {
				n++
			}
		}
	}
	return n
}

func TestRefuses(t *testing.T) {
	if _, err := province(picture.MaxRows + 1).PNG(); err == nil {
		t.Error("more rows than can be read were drawn")
	}
	b := province(1)
	b.Rows[0].Values = b.Rows[0].Values[:2]
	if _, err := b.PNG(); err == nil {
		t.Error("a row with too few values was drawn")
	}
}

// TestLettersAreThere: the font has every letter of Vietnamese.
func TestLettersAreThere(t *testing.T) {
	f, err := sfnt.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var b sfnt.Buffer
	for _, r := range "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđĐẦƯỚ₫…%«»–" {
		if i, err := f.GlyphIndex(&b, r); err != nil || i == 0 {
			t.Errorf("no glyph for %c", r)
		}
	}
}

func BenchmarkProvince(b *testing.B) {
	size := 0
	for b.Loop() {
		png, err := province(27).PNG()
		if err != nil {
			b.Fatal(err)
		}
		size = len(png)
	}
	b.ReportMetric(float64(size), "bytes")
}
