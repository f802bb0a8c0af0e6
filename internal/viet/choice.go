package viet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"giaoban/internal/language"
)

// Words for yes and no, folded.
var (
	yesWords = []string{"co", "c", "vang", "da", "u", "um", "uh", "uk", "ok", "oke", "okie", "okay", "dong y", "nhat tri", "dung", "dung roi",
		"dung vay", "phai", "chuan", "chinh xac", "roi", "r", "da co", "co roi", "xong", "xong roi", "duoc", "dc", "dat", "dat roi", "yes", "y", "1", "👍", "✅"}
	noWords = []string{"khong", "ko", "k", "kh", "khg", "kg", "hong", "hong co", "khong co", "ko co", "k co", "chua", "chua co", "khong phai", "ko phai",
		"k phai", "sai", "sai roi", "khong dung", "ko dung", "chua dung", "khong dong y", "ko dong y", "khong duoc", "khong dat", "chua dat", "no", "n", "2", "0", "👎", "❌"}
	// turners make a longer answer unclear.
	turners = []string{"nhung", "tuy", "mot phan", "hay khong", "hay ko", "hay chua", "khong sai", "khong phai la khong", "khong phai khong", "ma khong", "ma chua",
		"co le", "co the", "co khi", "hinh nhu", "chac", "khong han", "ko han", "chua han", "khong biet", "ko biet", "k biet", "chua ro", "khong ro", "ko ro", "chua biet", "?"}
)

// ReadYesNo reads yes or no. A longer answer counts by its first word unless
// the rest turns it around.
func ReadYesNo(input string) (bool, *language.Unclear) {
	unclear := &language.Unclear{Why: language.YesNoUnclear}
	line := oneGesture(Line(input))
	whole := strings.TrimSpace(Fold(line))
	if slices.Contains(yesWords, strings.TrimRight(whole, ".!,; ")) {
		return true, nil
	}
	folded := Fold(Polite(line))
	switch {
	case slices.Contains(yesWords, folded):
		return true, nil
	case slices.Contains(noWords, folded):
		return false, nil
	}
	for _, t := range turners {
		if t == "?" && strings.Contains(folded, t) || strings.Contains(" "+folded+" ", " "+t+" ") {
			return false, unclear
		}
	}
	if isQuestion(folded) {
		return false, unclear
	}
	return firstWord(folded, unclear)
}

// oneGesture makes «👍🏻» and «👍👍» one «👍»: phones add the colour of the skin and
// which form of the picture is meant.
func oneGesture(line string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= '\U0001F3FB' && r <= '\U0001F3FF' || r == '\uFE0F' {
			return -1
		}
		return r
	}, line)
	for _, gesture := range []string{"👍", "✅", "👎", "❌"} {
		if strings.Contains(plain, gesture) && strings.Trim(plain, gesture+" ") == "" {
			return gesture
		}
	}
	return plain
}

// isQuestion finds «có không», «đã thành lập chưa»: a question back.
func isQuestion(folded string) bool {
	starts := strings.HasPrefix(folded, "co ") || strings.HasPrefix(folded, "da ")
	ends := strings.HasSuffix(folded, " khong") || strings.HasSuffix(folded, " ko") || strings.HasSuffix(folded, " chua")
	return starts && ends
}

// firstWord decides a longer answer by the words before its first comma, or by
// the longest yes or no that it begins with.
func firstWord(folded string, unclear *language.Unclear) (bool, *language.Unclear) {
	yes, no := longestStart(folded, yesWords), longestStart(folded, noWords)
	switch {
	case yes > no && yes > 1:
		return true, nil
	case no > yes && no > 1:
		return false, nil
	}
	return false, unclear
}

func longestStart(s string, words []string) int {
	best := 0
	for _, w := range words {
		rest, ok := strings.CutPrefix(s, w)
		if ok && len(w) > best && rest != "" && strings.ContainsRune(" ,.;:-(", rune(rest[0])) && !isDigit(w[0]) {
			best = len(w)
		}
	}
	return best
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// position is «2», «2.», «2)», «số 2», «chọn 2», «câu 2».
var position = regexp.MustCompile(`^(?:(?:so|chon|muc|y|cau|cai|thu|phuong an|dap an)\s+)*\(?(\d{1,3})[.)]?$`)

// ordinals are «thứ hai» and the like, folded.
var ordinals = map[string]int{"thu nhat": 1, "dau tien": 1, "thu hai": 2, "thu ba": 3, "thu tu": 4, "thu nam": 5, "thu sau": 6,
	"thu bay": 7, "thu tam": 8, "thu chin": 9, "thu muoi": 10}

// ReadChoice reads one choice out of options: by its place, by its words, or by
// words that only one option has.
func ReadChoice(input string, options []string) (int, *language.Unclear) {
	line := Polite(Line(input))
	c := &chooser{labels: options}
	if i, u := c.onePick(line); u == nil || u.Why == language.SeveralMatch {
		return i, u
	}
	if picks, u := c.splitPicks(line); u == nil && len(picks) > 1 {
		return 0, &language.Unclear{Why: language.SeveralPicked, Readings: c.named(picks)}
	}
	return 0, &language.Unclear{Why: language.NoMatch}
}

// ReadChoices reads several choices, in the order of the options. One pick that
// is not understood refuses the whole answer.
func ReadChoices(input string, options []string) ([]int, *language.Unclear) {
	line := Polite(Line(input))
	if isAll(Fold(line), len(options)) {
		all := make([]int, len(options))
		for i := range all {
			all[i] = i
		}
		return all, nil
	}
	c := &chooser{labels: options}
	if i, u := c.exactPick(line); u == nil {
		return []int{i}, nil
	}
	return c.splitPicks(line)
}

// A chooser reads picks of some options.
type chooser struct {
	labels []string
	// What labels are compared by is made when it is first asked for.
	options       []option
	words, joined [][]string
	// steps counts the words compared by longestRun.
	steps int
}

// An option is one choice as it is compared: folded, and without what politeness
// adds.
type option struct{ folded, polite string }

func (c *chooser) all() []option {
	if c.options == nil {
		for _, label := range c.labels {
			c.options = append(c.options, option{Fold(label), Fold(Polite(label))})
		}
	}
	return c.options
}

// allWords gives the words of each option.
func (c *chooser) allWords() [][]string {
	if c.words == nil {
		for _, o := range c.all() {
			c.words = append(c.words, wordsOf(o.folded))
		}
	}
	return c.words
}

// allJoined gives the words without «và» and «với», at which answers are cut.
func (c *chooser) allJoined() [][]string {
	if c.joined == nil {
		for _, words := range c.allWords() {
			c.joined = append(c.joined, slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "va" || w == "voi" }))
		}
	}
	return c.joined
}

// isAll finds «tất cả», and «cả 4» where there are four.
func isAll(folded string, options int) bool {
	switch folded {
	case "tat ca", "tat", "het", "toan bo", "tat ca cac muc", "chon het", "chon tat ca":
		return true
	}
	count, ok := strings.CutPrefix(folded, "ca ")
	if !ok {
		return false
	}
	n, u := ReadNumber(count, "")
	return u == nil && n.Value == float64(options)
}

// labelled is «3. Cấp xã» or «3) Cấp xã»: a place with the words of its option.
var labelled = regexp.MustCompile(`^(\d{1,3})\s*[.)]\s*(\D.*)$`)

// exactPick takes a place, or an option's whole words, or both where they agree.
func (c *chooser) exactPick(line string) (int, *language.Unclear) {
	folded := Fold(line)
	if m := position.FindStringSubmatch(folded); m != nil {
		n, _ := strconv.Atoi(m[1])
		if n < 1 || n > len(c.labels) {
			return 0, &language.Unclear{Why: language.NoMatch}
		}
		return n - 1, nil
	}
	both := labelled.FindStringSubmatch(folded)
	for i, o := range c.all() {
		if o.polite == folded || o.folded == folded || both != nil && both[1] == strconv.Itoa(i+1) && both[2] == o.folded {
			return i, nil
		}
	}
	bare := strings.TrimPrefix(folded, "chon ")
	if bare == "cuoi cung" || bare == "cai cuoi" {
		return len(c.labels) - 1, nil
	}
	if n, ok := ordinals[strings.TrimPrefix(bare, "cai ")]; ok && n <= len(c.labels) {
		return n - 1, nil
	}
	return 0, &language.Unclear{Why: language.NoMatch}
}

// onePick is exactPick, or the only option that has every word typed.
func (c *chooser) onePick(line string) (int, *language.Unclear) {
	i, u := c.exactPick(line)
	if u == nil {
		return i, nil
	}
	typed := wordsOf(line)
	if len(typed) > 1 && typed[0] == "chon" {
		typed = typed[1:]
	}
	if len(typed) == 0 || position.MatchString(Fold(line)) {
		return 0, u
	}
	var found []int
	for i, words := range c.allWords() {
		if hasAll(words, typed) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 0:
		if n := placeSaid(Fold(line)); n > 0 && n <= len(c.labels) {
			return n - 1, nil
		}
		return 0, u
	case 1:
		return found[0], nil
	}
	return 0, &language.Unclear{Why: language.SeveralMatch, Readings: c.named(found)}
}

// letter is «b», «ý c», «phương án D». A lone «c» is no letter but «có», and
// behind «d» some count «đ», others «e».
var letter = regexp.MustCompile(`^(?:(?:(?:chon|muc|y|cau|phuong an|dap an)\s+)+([a-d])|([abd]))\)?$`)

// placeSaid is a place given by a letter or a number word; 0 if it is none.
func placeSaid(folded string) int {
	if m := letter.FindStringSubmatch(folded); m != nil {
		return int((m[1] + m[2])[0]-'a') + 1
	}
	if folded == "mot" {
		return 1
	}
	return ordinals["thu "+folded]
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return strings.ContainsRune(" ,.;:()«»\"'/-–", r) })
}

func hasAll(have, want []string) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

func (c *chooser) named(picks []int) []string {
	out := make([]string, len(picks))
	for i, p := range picks {
		out[i] = c.labels[p]
	}
	return out
}

var (
	separators = regexp.MustCompile(`\s*[,;+]\s*|\s+(?:v[àa]|với|voi)\s+|\n`)
	onlyDigits = regexp.MustCompile(`^\d+(?:\s+\d+)+$`)
	span       = regexp.MustCompile(`^(?:tu\s+)?(\d+)\s*(?:-|den|toi)\s*(\d+)$`)
)

// splitPicks cuts an answer into picks and reads each.
func (c *chooser) splitPicks(line string) ([]int, *language.Unclear) {
	cut := cutParts(line)
	var picks []int
	for i := 0; i < len(cut.parts); i++ {
		part := strings.TrimSpace(cut.parts[i])
		if part == "" {
			continue
		}
		// An option may hold a comma itself: try the longest run of parts first.
		if n, pick := c.longestRun(cut, i); n > 1 {
			picks = append(picks, pick)
			i += n - 1
			continue
		}
		some, u := c.readPart(part)
		if u != nil {
			return nil, u
		}
		picks = append(picks, some...)
	}
	if len(picks) == 0 {
		return nil, &language.Unclear{Why: language.NoMatch}
	}
	slices.Sort(picks)
	return slices.Compact(picks), nil
}

// parted is an answer cut at its separators.
type parted struct {
	parts []string
	words []string // of all parts
	// before counts the words before each part, and at the end all words. upTo is
	// the reverse: for a count of words, the most parts that hold just these from
	// the first on; 0 where the count ends inside a part.
	before, upTo []int
}

func cutParts(line string) parted {
	cut := parted{parts: separators.Split(line, -1), before: []int{0}}
	for _, part := range cut.parts {
		cut.words = append(cut.words, wordsOf(part)...)
		cut.before = append(cut.before, len(cut.words))
	}
	cut.upTo = make([]int, len(cut.words)+1)
	for parts, words := range cut.before {
		cut.upTo[words] = parts
	}
	return cut
}

// longestRun joins the parts from the i-th on to one option that has separators
// in it. It compares each option once, however many parts there are.
func (c *chooser) longestRun(cut parted, i int) (n, pick int) {
	first := cut.before[i]
	for option, words := range c.allJoined() {
		end := first + len(words)
		if end > len(cut.words) || cut.upTo[end]-i <= max(n, 1) {
			continue
		}
		same := 0
		for same < len(words) && cut.words[first+same] == words[same] {
			same++
		}
		c.steps += same + 1
		if same == len(words) {
			n, pick = cut.upTo[end]-i, option
		}
	}
	return n, pick
}

func (c *chooser) readPart(part string) ([]int, *language.Unclear) {
	if m := span.FindStringSubmatch(Fold(part)); m != nil {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[2])
		if from < 1 || to > len(c.labels) || from > to {
			return nil, &language.Unclear{Why: language.NoMatch}
		}
		var picks []int
		for i := from; i <= to; i++ {
			picks = append(picks, i-1)
		}
		return picks, nil
	}
	if onlyDigits.MatchString(part) {
		var picks []int
		for _, digits := range strings.Fields(part) {
			i, u := c.exactPick(digits)
			if u != nil {
				return nil, u
			}
			picks = append(picks, i)
		}
		return picks, nil
	}
	i, u := c.onePick(part)
	if u != nil {
		return nil, u
	}
	return []int{i}, nil
}
