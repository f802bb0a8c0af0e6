package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var pictures = flag.String("pictures", "", "write pictures of the demo page into this folder")

// TestBrowser is an hour of the demonstration in a real browser: an officer
// answers, the clock moves, coordinators read. Nothing here knows more than a
// person in front of the page sees.
func TestBrowser(t *testing.T) {
	path := chromium(t) // before the demo is begun, for there may be none
	b := open(t, path, startDemo(t))
	officer, district, province := b.phone("Xã Nga An"), b.phone("Huyện Nga Sơn"), b.phone("Tỉnh Thanh Hóa")
	b.picture("beginning")
	answerTen(officer)
	b.picture("officer")
	officer.edit("11", "12")
	officer.reads("12 cơ quan, đơn vị", "đã sửa")
	officer.sends(somePicture(t))

	district.types("/tinhhinh")
	district.says("Tình hình nộp báo cáo huyện Nga Sơn", "/27 xã", "Đang làm")
	b.picture("head")

	b.wait(`() => document.querySelector("[data-testid=clock]").textContent.startsWith("07:0")`)
	b.click(`[data-testid=jump]`)
	b.wait(`() => document.querySelector("[data-testid=clock]").textContent.startsWith("07:3")`)
	province.reads("Tình hình nộp báo cáo tỉnh Thanh Hóa, đến 7 giờ 30", "/635 xã", "Từ bản tin trước", "Danh sách chưa nộp")
	province.wait(`(at) => [...document.querySelectorAll(at + " .photo img")].some((i) => i.complete && i.naturalWidth === 1080 && i.naturalHeight > 27 * 50)`, province.at)
	district.reads("Tình hình nộp báo cáo huyện Nga Sơn, đến 7 giờ 30", "xã Nga An")
	officer.reads("Mời đồng chí làm tiếp")
	b.picture("digest")

	b.add("hoang", "Huyện Hoằng Hóa").reads("Mã đúng", "huyện Hoằng Hóa")
	b.picture("added")
	b.quiet()
}

// answerTen answers the ten questions that an officer meets first, by typing
// and by pressing, and holds the progress line of each.
func answerTen(officer phone) {
	officer.says("bấm «Bắt đầu»")
	officer.presses("Bắt đầu")
	officer.says("Phần mở đầu. ")
	officer.presses("Đúng")
	officer.says("Câu 2/9")
	officer.types("pho truong cong an")
	officer.says("Đã ghi: Phó Trưởng Công an", "Câu 3/9")
	officer.presses("Ban Chỉ đạo 138 xã")
	officer.says("Câu 4/9", "Địa bàn")
	officer.presses("Đồng bằng")
	officer.presses("Vùng đồng bào có đạo")
	officer.picture("choices")
	officer.presses("Xong")
	officer.says("Đồng bằng; Vùng đồng bào có đạo", "Câu 5/9")
	officer.types("chín thôn")
	officer.says("9 thôn", "Câu 6/9")
	officer.types("khoảng 1.750")
	officer.says("khoảng 1.750 hộ", "Câu 7/9")
	officer.types("7.200")
	officer.says("7.200 người", "Câu 8/9")
	officer.types("11")
	officer.says("11 cơ quan, đơn vị", "Câu 9/9")
	officer.presses("30/6/2016")
	officer.says("Đã ghi: 30/6/2016", "Phần 1/10. ", "Câu 1/11")
	officer.types("Đảng ủy ra nghị quyết chuyên đề; Ủy ban nhân dân ban hành kế hoạch hằng năm.")
	officer.says("Viết tiếp")
	officer.presses("Xong")
	officer.says("Câu 2/11")
}

// startDemo runs the real program and gives the address that it prints.
func startDemo(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	out, stdout := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"demo", "--language", "vi", "--listen", "127.0.0.1:0"}, nil, strings.NewReader(""), stdout, &stderr)
		stdout.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitOK || t.Failed() {
			t.Errorf("demo: exit code %d\n%s", code, &stderr)
		}
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		t.Fatalf("demo: %v\n%s", err, &stderr)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return strings.TrimSpace(address)
}

// browser looks at one page.
type browser struct {
	t        *testing.T
	ctx      context.Context
	console  *sync.Mutex
	messages *[]string // errors, warnings and refusals of the page
}

// open opens the page in a new browser.
func open(t *testing.T, path, address string) browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1400, 900))
	ctx, cancel := context.WithTimeout(t.Context(), 6*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := browser{t, ctx, new(sync.Mutex), new([]string)}
	said := chromedp.Console(ctx)
	go func() {
		for m, err := range said {
			if err != nil {
				return
			}
			b.console.Lock()
			*b.messages = append(*b.messages, m.String())
			b.console.Unlock()
		}
	}()
	b.do(chromedp.EmulateViewport(1400, 900), chromedp.Navigate(address))
	return b
}

// chromium is where the browser is. It skips the test where there is none.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("CI has to have a browser: install chromium")
	}
	t.Skip("no chromium is installed")
	return ""
}

func (b browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// wait waits until a function of the page holds.
func (b browser) wait(function string, args ...any) {
	b.t.Helper()
	_, err := chromedp.Run(b.ctx, chromedp.PollFunction[bool](function, chromedp.WithPollingArgs(args...),
		chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(3*time.Minute)))
	if err != nil {
		text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("[data-testid=phone]")].map((p) =>
			[...p.querySelectorAll("[data-testid=message]")].slice(-2).map((m) => m.innerText.slice(0, 300)).join("\n--\n")).join("\n====\n")`))
		b.t.Fatalf("%v: %s %v\nthe ends of the chats:\n%s", err, function, args, text)
	}
}

// click presses the mouse on what a selector finds, once it can be seen.
func (b browser) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// add takes somebody from the menu and gives their phone.
func (b browser) add(query, name string) phone {
	b.t.Helper()
	b.click(`[data-testid=add-phone]`)
	b.do(chromedp.SendKeys(chromedp.CSS(`[data-testid=add-search]`), query, chromedp.NodeVisible))
	// The list is made anew with every letter: found and pressed is one moment.
	b.wait(`(name) => {
		const found = [...document.querySelectorAll("[data-testid=add-result]")].find((r) => r.textContent.startsWith(name));
		found?.click();
		return Boolean(found);
	}`, strings.ToLower(name[:1])+name[1:])
	return b.phone(name)
}

// quiet holds that the page had no error and broke no rule that its server set.
func (b browser) quiet() {
	b.t.Helper()
	b.console.Lock()
	defer b.console.Unlock()
	if len(*b.messages) > 0 {
		b.t.Errorf("the page said:\n%s", strings.Join(*b.messages, "\n"))
	}
}

// picture writes what is seen on a desk and on a telephone, if asked to.
func (b browser) picture(name string) {
	b.t.Helper()
	for size, view := range map[string][2]int64{"wide": {1400, 900}, "narrow": {390, 844}} {
		if *pictures == "" {
			continue
		}
		b.do(chromedp.EmulateViewport(view[0], view[1]))
		b.wait(`(width) => innerWidth === width && new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`, view[0])
		content, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		if err == nil {
			err = os.WriteFile(filepath.Join(*pictures, name+"-"+size+".png"), content, 0o644)
		}
		if err != nil {
			b.t.Fatal(err)
		}
		b.do(chromedp.EmulateViewport(1400, 900))
	}
}

// phone is one of the phones on the page.
type phone struct {
	browser
	at string // its selector
}

// phone waits for the phone of somebody.
func (b browser) phone(name string) phone {
	b.t.Helper()
	b.wait(`(name) => [...document.querySelectorAll("[data-testid=phone-name]")].some((n) => n.textContent === name)`, name)
	user, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](fmt.Sprintf(
		`[...document.querySelectorAll("[data-testid=phone]")].find((p) => p.querySelector("[data-testid=phone-name]").textContent === %s).dataset.user`,
		quote(name))))
	if err != nil {
		b.t.Fatal(err)
	}
	return phone{b, fmt.Sprintf(`[data-testid=phone][data-user="%s"] `, user)}
}

// types writes a message and sends it by Enter.
func (p phone) types(text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS(p.at+`[data-testid=box]`), text, chromedp.NodeVisible), chromedp.KeyEvent(kb.Enter, asOnePress))
}

// asOnePress lets the press of a key bring its letter along, as browsers have
// it from keyboards: a page that prevents the press then gets no letter.
func asOnePress(k *input.DispatchKeyEventParams) {
	switch k.Type {
	case kb.KeyDown:
		k.Text = "\r"
	case kb.KeyChar:
		k.Type = kb.KeyUp
	}
}

// presses presses the newest button with these words, once no other press is
// on its way.
func (p phone) presses(label string) {
	p.t.Helper()
	p.wait(`(at) => !document.querySelector(at + ".waits")`, p.at)
	// A choice that is ticked shows a mark before its words.
	button := fmt.Sprintf(`[...document.querySelectorAll(%s)].findLast((b) => b.textContent.endsWith(%s))`,
		quote(p.at+`[data-testid=button]`), quote(label))
	p.wait(`() => !!` + button)
	p.do(chromedp.Click(chromedp.JSPath(button)))
}

// says waits until the newest message of the bot has all the words.
func (p phone) says(words ...string) {
	p.t.Helper()
	p.wait(`(at, ...words) => {
		const last = [...document.querySelectorAll(at + "[data-testid=message][data-own=false]")].at(-1)?.textContent ?? "";
		return words.every((w) => last.toLowerCase().includes(w.toLowerCase()));
	}`, append([]any{p.at}, anys(words)...)...)
}

// reads waits until all the words are somewhere in the chat.
func (p phone) reads(words ...string) {
	p.t.Helper()
	p.wait(`(at, ...words) => words.every((w) => document.querySelector(at + "[data-testid=chat]").textContent.includes(w))`,
		append([]any{p.at}, anys(words)...)...)
}

// edit changes a message of the person's own.
func (p phone) edit(from, to string) {
	p.t.Helper()
	p.wait(`(at, from) => {
		const own = [...document.querySelectorAll(at + "[data-own=true]")];
		own.find((m) => m.querySelector("[data-testid=message-text]")?.textContent === from).querySelector("[data-testid=edit]").click();
		return document.querySelector(at + ".about-words").textContent === "Sửa tin nhắn";
	}`, p.at, from)
	p.do(chromedp.DoubleClick(chromedp.CSS(p.at + `[data-testid=box]`)))
	p.types(to)
}

// sends sends a picture, and waits until it is in the chat and can be seen.
func (p phone) sends(file string) {
	p.t.Helper()
	p.do(chromedp.SetUploadFiles(chromedp.CSS(p.at+`[data-testid=file]`), []string{file}))
	p.wait(`(at) => document.querySelector(at + ".about-words").textContent.includes("anh.png")`, p.at)
	p.click(p.at + `[data-testid=send]`)
	p.wait(`(at) => document.querySelector(at + "[data-own=true] .photo img")?.naturalWidth > 0`, p.at)
}

func somePicture(t *testing.T) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 480, 320))
	for x := range 480 {
		for y := range 320 {
			picture.Set(x, y, color.RGBA{uint8(x / 2), 120, uint8(y / 2), 255})
		}
	}
	var content bytes.Buffer
	file := filepath.Join(t.TempDir(), "anh.png")
	if err := png.Encode(&content, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// quote writes a text as JavaScript reads it.
func quote(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func anys(words []string) []any {
	var list []any
	for _, w := range words {
		list = append(list, w)
	}
	return list
}
