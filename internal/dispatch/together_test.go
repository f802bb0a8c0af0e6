package dispatch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"giaoban/internal/campaign"
	"giaoban/internal/chat"
	"giaoban/internal/conversation/exchange"
	"giaoban/internal/dispatch"
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/dispatch/session"
	"giaoban/internal/invitation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
	"giaoban/internal/store"
)

// history is what was answered in a unit's report.
func history(t rapid.TB, w *world, unit string) (entries []store.Entry) {
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		entries, err = store.HistoryOf(r, report.ID{Campaign: w.c.Name, Unit: unit})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// officer is one of two who write from different channels.
type officer struct {
	at   chat.Address
	post string
	// accepted are the instants of the answers that were taken.
	accepted []time.Time
}

// writes sends words and notes how many answers were taken for them.
func (o *officer) writes(t rapid.TB, w *world, words string) {
	w.n++
	w.now = w.now.Add(time.Second)
	before := w.d.Stats().Answers.Load()
	u := chat.Update{Key: fmt.Sprint("both/", w.n), From: o.at, Name: o.at.ID, At: w.now,
		Input: chat.Input{Kind: chat.Text, Text: words, Message: fmt.Sprint(w.n)}}
	if err := w.d.Updates(context.Background(), []chat.Update{u}); err != nil {
		t.Fatal(err)
	}
	for range w.d.Stats().Answers.Load() - before {
		o.accepted = append(o.accepted, w.now)
	}
}

// TestTwoOfficersLoseNothing interleaves two officers on two channels at
// random: every answer that was taken stands in the history under the name of
// who gave it, at the instant at which they did, and nothing else does.
func TestTwoOfficersLoseNothing(t *testing.T) {
	w := newWorld(t)
	units := communes(w)
	asked := questions(w)
	rapid.Check(t, func(t *rapid.T) {
		unit := units[0]
		units = append(units[1:], unit)
		if len(history(t, w, unit)) > 0 {
			t.Skip("all communes are used")
		}
		both := []*officer{{at: person("an_" + unit), post: "Trưởng Công an"},
			{at: chat.Address{Channel: "other", ID: "binh_" + unit}, post: "Phó Trưởng Công an"}}
		for i, o := range both {
			code := roster.NewCode([]byte(fmt.Sprint(unit, i, "................")))
			err := store.One(context.Background(), w.kv, func(tx store.Tx) error {
				return invitation.Put(tx, roster.Hash(code), roster.Invitation{List: w.c.UnitList, Unit: unit,
					Role: roster.Officer, Created: w.now, Expires: w.now.AddDate(0, 1, 0)})
			})
			if err != nil {
				t.Fatal(err)
			}
			o.writes(t, w, "/start "+code)
			o.writes(t, w, o.post)
		}
		for range rapid.IntRange(5, 40).Draw(t, "turns") {
			o := both[rapid.IntRange(0, 1).Draw(t, "who")]
			words := rapid.SampledFrom([]string{"", "", "", "", "", "tiếp tục", "nhập tiếp", "xem", "quay lại", "làm sau", "sửa 0.05",
				"phần 5", "1", "giữ nguyên", "/doi", "/trinhky"}).Draw(t, "words")
			if words == "" {
				words = rapid.StringMatching(`[1-9]`).Draw(t, "answer")
				if at := focusOf(t, w, o.at, unit); at.Mode == exchange.Asking && asked[at.Code].Example != "" {
					words = asked[at.Code].Example
				}
			}
			if rapid.IntRange(0, 19).Draw(t, "pause") == 0 {
				w.now = w.now.Add(40 * time.Minute)
			}
			o.writes(t, w, words)
		}
		entries := history(t, w, unit)
		for _, o := range both {
			var got []time.Time
			for _, e := range entries {
				if e.By != o.at.String() {
					continue
				}
				got = append(got, e.At)
				if e.Post != o.post || e.Called != o.at.ID {
					t.Fatalf("%s: an answer of %s stands under %q, %q", unit, o.at, e.Post, e.Called)
				}
			}
			if !slices.EqualFunc(o.accepted, got, time.Time.Equal) {
				t.Fatalf("%s: %s gave answers at %v, the history has %v", unit, o.at, o.accepted, got)
			}
		}
		if n := len(both[0].accepted) + len(both[1].accepted); n != len(entries) {
			t.Fatalf("%s: %d answers, %d lines of history", unit, n, len(entries))
		}
	})
}

func focusOf(t rapid.TB, w *world, at chat.Address, unit string) exchange.Focus {
	var c store.Chat
	err := w.kv.View(context.Background(), func(r store.Reader) (err error) {
		c, err = store.Chats.Get(r, at)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := session.FocusIn(c, report.ID{Campaign: w.c.Name, Unit: unit})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// text is all that was said.
func text(contents []chat.Content) string {
	var all []string
	for _, c := range contents {
		all = append(all, bubble(c))
	}
	return strings.Join(all, "\n")
}

func TestOneOfficerSeesNothingOfSwitching(t *testing.T) {
	w := newWorld(t)
	said := text(w.joins("an", "16144", roster.Officer))
	said += text(w.types("an", "bắt đầu")) + text(w.types("an", "đúng"))
	if strings.Contains(said, "Báo cáo: ") {
		t.Errorf("told which report is meant:\n%s", said)
	}
	if said := text(w.types("an", "/doi")); !strings.Contains(said, "chỉ có một báo cáo") {
		t.Errorf("/doi: %s", said)
	}
}

func TestOneOfficerInTwoCampaigns(t *testing.T) {
	w := newWorldOfTwo(t, "2016")
	w.joins("an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	w.types("an", "đúng")
	if said := text(w.types("an", "/doi")); !strings.Contains(said, "[xã Nga An, huyện Nga Sơn — Phòng, chống lụt bão năm 2016]") {
		t.Fatalf("the other campaign is not offered:\n%s", said)
	}
	if said := text(w.types("an", "2")); !strings.Contains(said, "Báo cáo: xã Nga An, huyện Nga Sơn — Phòng, chống lụt bão năm 2016") {
		t.Errorf("not told where one is:\n%s", said)
	}
	w.types("an", "đúng")
	flood := 0
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		entries, err := store.HistoryOf(r, report.ID{Campaign: "flood-2016", Unit: "16144"})
		flood = len(entries)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if review := len(history(t, w, "16144")); review != 1 || flood != 1 {
		t.Errorf("%d and %d answers, want one in each report", review, flood)
	}
}

// TestACoordinatorsOwnReport has a district that reports too: commands and the
// own report work side by side, and nobody is drawn into the report unasked.
func TestACoordinatorsOwnReport(t *testing.T) {
	c := secondCampaign(t, "2016")
	c.Outlines[2] = c.Outlines[3]
	c.Campaign.Levels = append(c.Campaign.Levels, campaign.Level{Level: 2})
	w := worldOf(t, c)
	said := text(w.joins("nga_son", "401", roster.Coordinator))
	if !strings.Contains(said, "[Nhập báo cáo đơn vị]") || strings.Contains(said, "[Bắt đầu]") {
		t.Errorf("on joining:\n%s", said)
	}
	if said := text(w.types("nga_son", "hôm nay trời đẹp quá nhỉ")); !strings.Contains(said, "[Nhập báo cáo đơn vị]") {
		t.Errorf("before the report is opened, words get the menu:\n%s", said)
	}
	w.types("nga_son", "/baocao")
	w.types("nga_son", "đúng")
	if said := text(w.types("nga_son", "/tinhhinh")); !strings.Contains(said, "Tình hình nộp báo cáo huyện Nga Sơn") {
		t.Errorf("a command amid the own report:\n%s", said)
	}
	entries := 0
	err := w.kv.View(context.Background(), func(r store.Reader) error {
		list, err := store.HistoryOf(r, report.ID{Campaign: c.Campaign.Name, Unit: "401"})
		entries = len(list)
		return err
	})
	if err != nil || entries != 1 {
		t.Errorf("%d answers in the own report, %v", entries, err)
	}
}

func worldOf(t testing.TB, c *campaigns.Definition) *world {
	t.Helper()
	w := newWorld(t)
	w.d = dispatch.New(campaigns.Options{KV: w.kv, Campaigns: []*campaigns.Definition{c}, Catalog: w.d.Catalog, Deliver: w.d.Deliver,
		AlbumPause: -1, Versions: w.d.Versions})
	return w
}

func TestRequiredSignOffWithoutAnApprover(t *testing.T) {
	c := secondCampaign(t, "2016")
	for i := range c.Campaign.Levels {
		c.Campaign.Levels[i].SignOff = campaign.SignOffRequired
	}
	w := worldOf(t, c)
	w.c = c.Campaign
	w.joins("an", "16144", roster.Officer)
	fillIn(w, "an", "16144")
	if said := text(w.types("an", "nộp")); !strings.Contains(said, "chưa có người duyệt") {
		t.Errorf("submitted without an approver:\n%s", said)
	}
	w.joins("chu_tich", "16144", roster.Approver)
	if said := text(w.types("an", "nộp")); strings.Contains(said, "Nộp báo cáo") {
		said = text(w.types("an", "có"))
		if !strings.Contains(said, "Đã trình lãnh đạo") {
			t.Errorf("not presented:\n%s", said)
		}
	}
	if got := len(w.said[person("chu_tich")]); got != 1 {
		t.Errorf("the approver has %d messages in the quiet hours, want the greeting only", got)
	}
	w.goes(time.Date(2016, 7, 4, 7, 30, 0, 0, w.now.Location()))
	if said := w.said[person("chu_tich")]; len(said) != 2 || !strings.Contains(said[1].Content.Text, "chờ đồng chí ký duyệt") {
		t.Errorf("after the quiet hours: %d messages", len(said))
	}
}

func TestOneColleagueOnly(t *testing.T) {
	w := newWorld(t)
	code := func(said string) string {
		_, rest, _ := strings.Cut(said, "https://example.org/")
		code, _, _ := strings.Cut(rest, "\n")
		return code
	}
	w.joins("an", "16144", roster.Officer)
	first := code(text(w.types("an", "/moi")))
	second := code(text(w.types("an", "/moi")))
	if first == "" || second == "" || first == second {
		t.Fatalf("codes %q and %q", first, second)
	}
	if said := text(w.types("binh", "/start "+first)); !strings.Contains(said, "đã được thay bằng mã khác") {
		t.Errorf("the code before is still good:\n%s", said)
	}
	if said := text(w.types("binh", "/start "+second)); !strings.Contains(said, "xã Nga An") {
		t.Errorf("the colleague does not come in:\n%s", said)
	}
	for _, who := range []string{"an", "binh"} {
		if said := text(w.types(who, "/moi")); code(said) != "" || !strings.Contains(said, "cấp trên cấp mã") {
			t.Errorf("%s gets another code:\n%s", who, said)
		}
	}
}

// TestACoordinatorsButtonNamesItsCampaign presses a button of one campaign while
// another one is current.
func TestACoordinatorsButtonNamesItsCampaign(t *testing.T) {
	w := newWorldOfTwo(t, "2016")
	w.joins("nga_son", "401", roster.Coordinator)
	w.joinsOn("2016", "an", "16144", roster.Officer)
	w.types("an", "bắt đầu")
	w.types("an", "đúng") // in the first campaign
	first := w.types("nga_son", "/tinhhinh")
	w.types("nga_son", "/doi")
	w.types("nga_son", "2")
	if said := text(w.types("nga_son", "/chuanop xã nga an")); !strings.Contains(said, "Phòng, chống lụt bão") || !strings.Contains(said, "Chưa bắt đầu") {
		t.Errorf("the second campaign is current, and told:\n%s", said)
	}
	var button chat.Choice
	for _, c := range first {
		for _, row := range c.Choices {
			button = row[0]
		}
	}
	said := text(w.does("nga_son", chat.Input{Kind: chat.Press, Data: button.Data}))
	if !strings.Contains(said, "Đợt báo cáo: tổng kết 10 năm") {
		t.Errorf("the old button %q is answered:\n%s", button.Data, said)
	}
}

func TestAnOfficerWhoCoordinatesElsewhere(t *testing.T) {
	w := newWorld(t)
	w.joins("an", "16144", roster.Officer)
	w.joins("an", "395", roster.Coordinator)
	w.types("an", "bắt đầu")
	if said := text(w.types("an", "/tinhhinh")); !strings.Contains(said, "huyện Thọ Xuân") {
		t.Errorf("a coordinator's question:\n%s", said)
	}
	if said := text(w.types("an", "đúng")); !strings.Contains(said, "Đã ghi: xã Nga An") || strings.Contains(said, "Báo cáo: ") {
		t.Errorf("the answer to the own question:\n%s", said)
	}
	if said := text(w.types("an", "trợ giúp")); !strings.Contains(said, "«sửa") || !strings.Contains(said, "/chuanop") {
		t.Errorf("the help tells of both:\n%s", said)
	}
}
