package operation_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"giaoban/internal/chat"
	"giaoban/internal/command"
	"giaoban/internal/locale"
	"giaoban/internal/operation"
	"giaoban/internal/report"
	"giaoban/internal/roster"
)

// A trial is one person at the engine, whose state is kept between inputs.
type trial struct {
	t      *testing.T
	units  *roster.Units
	who    []roster.Membership
	status map[string]report.Status
	folder operation.Folder
	state  *operation.State
	inputs int
	say    locale.Phrases
	order  *operation.Order
}

func newTrial(t *testing.T, role roster.Role, unit string) *trial {
	t.Helper()
	units, err := roster.ParseUnits(strings.NewReader("code,parent_code,level,type,name\n38,,1,tỉnh,Thanh Hóa\n401,38,2,huyện,Nga Sơn\n"+
		"14001,401,3,xã,Nga An\n14002,401,3,xã,Nga Mỹ\n14006,401,3,thị trấn,Nga Sơn\n395,38,2,huyện,Thọ Xuân\n15004,395,3,xã,Nga Mỹ\n"), "units.csv")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := locale.Load(os.DirFS("../../locales"))
	if err != nil {
		t.Fatal(err)
	}
	say, _ := catalogue.Language("vi")
	return &trial{t: t, units: units, who: []roster.Membership{{Unit: unit, Role: role}}, status: map[string]report.Status{}, say: say}
}

// does hands the engine one input and gives what is said.
func (tr *trial) does(input func(e *operation.Engine) ([]chat.Content, *operation.Order, error)) string {
	tr.t.Helper()
	tr.inputs++
	now := time.Date(2016, 7, 7, 8, 0, 0, 0, time.UTC)
	e := &operation.Engine{
		Region: operation.Region{Overview: report.Overview{Units: tr.units, Level: 3, Levels: []int{3}, Now: now, Zone: time.UTC, Status: tr.status,
			Members:  func(string) roster.Members { return roster.Members{{Role: roster.Officer}} },
			Deadline: func(string) time.Time { return time.Time{} }, Contact: "văn phòng"},
			Who: tr.who, Reports: func(level int) bool { return level == 3 }, Say: tr.say},
		State: tr.state, ID: "id" + string(rune('0'+tr.inputs)),
		Open: func(unit string) (operation.Folder, error) {
			f := tr.folder
			f.Status = tr.status[unit]
			return f, nil
		},
		Office: func(u roster.Unit) string { return u.Label() }, Earlier: operation.Earlier{Reminded: func(string) bool { return false }},
	}
	out, order, err := input(e)
	if err != nil {
		tr.t.Fatal(err)
	}
	tr.state, tr.order = e.State, order
	var text strings.Builder
	for _, c := range out {
		text.WriteString(c.Text + "\n")
		for _, row := range c.Choices {
			for _, b := range row {
				text.WriteString("[" + b.Label + "] " + b.Data + "\n")
			}
		}
	}
	return text.String()
}

func (tr *trial) begins(r command.Command) string {
	return tr.does(func(e *operation.Engine) ([]chat.Content, *operation.Order, error) {
		out, err := e.Begin(r)
		return out, nil, err
	})
}

func (tr *trial) presses(data string) string {
	return tr.does(func(e *operation.Engine) ([]chat.Content, *operation.Order, error) {
		a, ok := chat.Decode(data)
		if !ok {
			tr.t.Fatalf("%q is no button", data)
		}
		out, order, _, err := e.Take(chat.Input{Kind: chat.Press}, a, command.Command{})
		return out, order, err
	})
}

func (tr *trial) types(words string) string {
	return tr.does(func(e *operation.Engine) ([]chat.Content, *operation.Order, error) {
		out, order, taken, err := e.Type(words)
		if !taken {
			out = []chat.Content{{Text: "(not taken)"}}
		}
		return out, order, err
	})
}

// cancels is «hủy», which is read before the engine is asked.
func (tr *trial) cancels() string {
	return tr.does(func(e *operation.Engine) ([]chat.Content, *operation.Order, error) { return e.Cancel(), nil, nil })
}

// says fails unless the text holds each of the parts.
func (tr *trial) says(text string, parts ...string) {
	tr.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			tr.t.Errorf("no %q in:\n%s", part, text)
		}
	}
}

// A decision is previewed for exactly one unit, done once, and only by the
// buttons of its own preview.
func TestDecision(t *testing.T) {
	tr := newTrial(t, roster.Coordinator, "401")
	tr.status["14001"] = report.Status{State: report.Submitted}
	tr.status["14002"] = report.Status{State: report.Submitted}
	tr.says(tr.begins(command.Command{Name: command.Accept, Unit: "nga son"}), "thị trấn Nga Sơn", "chưa bắt đầu")
	if tr.state != nil {
		t.Errorf("a refused decision waits: %+v", tr.state)
	}
	first := tr.begins(command.Command{Name: command.Accept, Unit: "nga an"})
	tr.says(first, "Chấp nhận báo cáo của xã Nga An", "[Chấp nhận báo cáo xã Nga An] a||send||id2", "[Hủy] a||no||id2")
	second := tr.begins(command.Command{Name: command.Return, Code: "14002"})
	tr.says(second, "cả báo cáo hay từng câu")
	tr.says(tr.presses("a||send||id2"), "đã cũ")
	tr.says(tr.types("cả báo cáo"), "Lý do trả lại")
	if !tr.state.WantsWords() {
		t.Error("the reason may be any words")
	}
	tr.says(tr.types("thiếu số liệu."), "Trả lại báo cáo của xã Nga Mỹ", "Lý do: «thiếu số liệu»")
	tr.status["14002"] = report.Status{State: report.Accepted}
	tr.says(tr.types("gửi"), "vừa thay đổi", "đã được chấp nhận")
	if tr.order != nil || tr.state != nil {
		t.Errorf("what changed meanwhile was confirmed: %+v", tr.order)
	}
	tr.begins(command.Command{Name: command.Accept, Code: "14001"})
	if tr.types("gửi"); tr.order == nil || tr.order.Name != command.Accept || len(tr.order.Units) != 1 || tr.order.Units[0] != "14001" || tr.state != nil {
		t.Errorf("ordered %+v", tr.order)
	}
	tr.says(tr.begins(command.Command{Name: command.Accept, Unit: "thọ xuân"}), "không thuộc phạm vi")
	tr.says(tr.begins(command.Command{Name: command.Accept, Code: "15004"}), "không thuộc phạm vi")
	tr.says(tr.begins(command.Command{Name: command.Accept}), "của đơn vị nào")
	tr.says(tr.types("gửi"), "Chưa chọn đơn vị nào", "của đơn vị nào")
	tr.says(tr.cancels(), "Đã hủy")
}

// The preview of a reminder names exactly the units that will hear it, and a unit
// that is chosen keeps the words that came with the command.
func TestOutreach(t *testing.T) {
	tr := newTrial(t, roster.Coordinator, "38")
	tr.status["14001"] = report.Status{State: report.Submitted}
	tr.says(tr.begins(command.Command{Name: command.Remind, Unit: "nga an, thị trấn nga sơn"}), "thị trấn Nga Sơn")
	if tr.types("gửi"); tr.order == nil || strings.Join(tr.order.Units, " ") != "14006" || tr.order.From.Code != "38" {
		t.Errorf("ordered %+v", tr.order)
	}
	choice := tr.begins(command.Command{Name: command.Announce, Unit: "nga my", Words: "Họp lúc 8 giờ"})
	tr.says(choice, "a||thongbao|14002", "a||thongbao|15004")
	tr.says(tr.presses("a||thongbao|15004"), "Họp lúc 8 giờ", "xã Nga Mỹ")
	if tr.presses("a||send||" + tr.state.ID); tr.order == nil || strings.Join(tr.order.Units, " ") != "15004" || tr.order.Words != "Họp lúc 8 giờ" {
		t.Errorf("ordered %+v", tr.order)
	}
	tr.says(tr.begins(command.Command{Name: command.Proxy, Unit: "nga an, thị trấn nga sơn"}), "Mỗi lần chỉ làm cho một đơn vị")
	tr.says(tr.begins(command.Command{Name: command.Invite, Unit: "các xã"}), "Mọi đơn vị đã có người kích hoạt")
}

// An approver gives number and day in one message or in two; nothing is asked
// twice, and a report that does not wait is not signed.
func TestSignature(t *testing.T) {
	tr := newTrial(t, roster.Approver, "14001")
	tr.says(tr.begins(command.Command{Name: command.Sign, Code: "14001"}), "không chờ đồng chí ký duyệt")
	tr.status["14001"] = report.Status{State: report.AwaitingSignOff}
	sign := command.Command{Name: command.Sign, Code: "14001"}
	tr.says(tr.begins(sign), "số và ngày ký")
	if tr.types("Số 45/BC-UBND ngày 5/7/2016"); tr.order == nil || tr.order.Words != "Số 45/BC-UBND ngày 05/7/2016" {
		t.Errorf("ordered %+v", tr.order)
	}
	tr.begins(sign)
	tr.says(tr.types("số 45"), "Báo cáo số 45 ký ngày nào?")
	tr.says(tr.types("ngày 9/7"), "chưa đến", "Báo cáo số 45 ký ngày nào?")
	tr.says(tr.types("chưa rõ"), "Xin ghi ngày")
	if tr.types("5/7"); tr.order == nil || tr.order.Words != "Số 45 ngày 05/7/2016" {
		t.Errorf("ordered %+v", tr.order)
	}
	tr.begins(sign)
	tr.says(tr.types("ngày 5/7"), "số của báo cáo")
	tr.status["14001"] = report.Status{State: report.InProgress}
	tr.says(tr.types("45/BC-UBND"), "không chờ đồng chí ký duyệt")
	if tr.order != nil {
		t.Error("a report was signed that had gone back")
	}
	tr.status["14001"] = report.Status{State: report.AwaitingSignOff}
	tr.begins(command.Command{Name: command.SendBack, Code: "14001"})
	tr.says(tr.types(strings.Repeat("a", 1001)), "Nội dung dài quá")
	if tr.types("xem lại câu 5."); tr.order == nil || tr.order.Words != "xem lại câu 5." {
		t.Errorf("ordered %+v", tr.order)
	}
	tr.begins(command.Command{Name: command.SendBack, Code: "14001"})
	tr.says(tr.cancels(), "các câu đã trả lời vẫn giữ nguyên")
}

func TestRequestReopen(t *testing.T) {
	tr := newTrial(t, roster.Officer, "14001")
	ask := command.Command{Name: command.RequestReopen, Code: "14001"}
	tr.folder.Start = chat.Action{To: chat.Interview, For: "abc", Verb: "go"}.Choice("Tiếp tục")
	tr.says(tr.begins(ask), "chưa nộp hoặc đã mở lại", "[Tiếp tục] q|abc|go")
	tr.status["14001"] = report.Status{State: report.Submitted}
	tr.folder.Requested = time.Date(2016, 7, 7, 7, 30, 0, 0, time.UTC)
	tr.says(tr.begins(ask), "lúc 07:30 ngày 07/7/2016")
	tr.folder.Requested = time.Time{}
	tr.says(tr.begins(ask), "Vì sao cần sửa")
	if tr.types("nhầm số hộ"); tr.order == nil || tr.order.Name != command.RequestReopen || tr.order.Words != "nhầm số hộ" {
		t.Errorf("ordered %+v", tr.order)
	}
}
