package simulator

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Upload limits of the platform, in bytes.
const (
	maxUpload   = 50 << 20
	maxPhoto    = 10 << 20
	maxDownload = 20 << 20
	maxForm     = 8 << 20 // everything in a request but its files
	maxBody     = 1 << 29 // a whole request: ten large files and change
	maxFiles    = 1 << 4  // parts with a file in one request
	maxValues   = 1 << 10 // plain parameters in one request
)

// upload is a file that came inside a request.
type upload struct {
	name, mime string
	data       []byte
}

// params are the parameters of one call, wherever they stood: query, urlencoded form, JSON object or multipart form. Values that are not
// text in a JSON object keep their JSON spelling, as the official server does it.
type params struct {
	values map[string]string
	files  map[string]*upload
}

func readParams(r *http.Request) (params, *apiError) {
	p := params{values: map[string]string{}}
	p.addValues(r.URL.Query())
	if r.Method == http.MethodPost {
		if err := p.readBody(r); err != nil {
			return p, err
		}
	}
	for name, value := range p.values {
		if !utf8.ValidString(name) || !utf8.ValidString(value) {
			return p, badRequest("strings must be encoded in UTF-8")
		}
	}
	return p, nil
}

func (p *params) readBody(r *http.Request) *apiError {
	kind, args, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body := http.MaxBytesReader(nil, r.Body, maxBody)
	switch kind {
	case "multipart/form-data":
		return p.readMultipart(multipart.NewReader(body, args["boundary"]))
	case "application/json":
		return p.readJSON(body)
	case "", "application/x-www-form-urlencoded":
		return p.readForm(body)
	default:
		return nil // parameters in a body of another kind are not seen, as with the official server
	}
}

func (p *params) readForm(body io.Reader) *apiError {
	text, err := readLimited(body, maxForm)
	if err != nil {
		return err
	}
	values, bad := url.ParseQuery(string(text))
	if bad != nil {
		return badRequest("can't parse parameters")
	}
	p.addValues(values)
	return nil
}

func (p *params) readJSON(body io.Reader) *apiError {
	text, err := readLimited(body, maxForm)
	if err != nil {
		return err
	}
	if len(strings.TrimSpace(string(text))) == 0 {
		return nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) != nil {
		return badRequest("can't parse JSON object")
	}
	for name, raw := range object {
		var s string
		switch {
		case string(raw) == "null": // an absent value
		case json.Unmarshal(raw, &s) == nil:
			p.values[name] = s
		default:
			p.values[name] = string(raw)
		}
	}
	return nil
}

func (p *params) readMultipart(form *multipart.Reader) *apiError {
	p.files = map[string]*upload{}
	for count := 0; ; count++ {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil || count > maxValues {
			return badRequest("can't parse multipart form")
		}
		field, name, isFile := disposition(part.Header)
		if !isFile {
			text, err := readLimited(part, maxForm)
			if err != nil {
				return err
			}
			p.values[field] = string(text)
			continue
		}
		if len(p.files) == maxFiles {
			return badRequest("too many files")
		}
		data, refused := readLimited(part, maxUpload)
		if refused != nil {
			return refused
		}
		p.files[field] = &upload{name: name, mime: part.Header.Get("Content-Type"), data: data}
	}
}

func readLimited(r io.Reader, limit int64) ([]byte, *apiError) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	var tooLarge *http.MaxBytesError
	if int64(len(data)) > limit || errors.As(err, &tooLarge) {
		return nil, &apiError{Code: http.StatusRequestEntityTooLarge, Description: "Request Entity Too Large"}
	}
	if err != nil {
		return nil, badRequest("can't read the request")
	}
	return data, nil
}

func (p *params) addValues(values url.Values) {
	for name, list := range values {
		if len(list) > 0 {
			p.values[name] = list[len(list)-1]
		}
	}
}

// text returns the first of the named parameters that is given: newer name first, names of older API versions after it.
func (p params) text(names ...string) string {
	for _, name := range names {
		if v := p.values[name]; v != "" {
			return v
		}
	}
	return ""
}

func (p params) has(name string) bool {
	_, ok := p.values[name]
	return ok
}

// number reads an integer; anything else counts as absent, as with the official server.
func (p params) number(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(p.values[name]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (p params) truth(name string) bool {
	switch strings.ToLower(strings.TrimSpace(p.values[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// json decodes a parameter that holds JSON. It reports whether the parameter was there and decodable.
func (p params) json(name string, into any) bool {
	v := p.values[name]
	return v != "" && json.Unmarshal([]byte(v), into) == nil
}
