package simulator

import (
	"context"
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

// request is one call as it came, of the Bot API or of the control calls. Parameters count wherever they stand: query, urlencoded form, JSON
// object or multipart form. Values that are not text in a JSON object keep their JSON spelling, as the official server does it.
type request struct {
	ctx    context.Context
	path   func(name string) string // the parts of a control call's path
	values map[string]string
	files  map[string]*upload
}

func decode(r *http.Request) (request, error) {
	d := request{ctx: r.Context(), path: r.PathValue, values: map[string]string{}}
	d.addValues(r.URL.Query())
	if r.Method == http.MethodPost {
		if err := d.readBody(r); err != nil {
			return d, err
		}
	}
	for name, value := range d.values {
		if !utf8.ValidString(name) || !utf8.ValidString(value) {
			return d, badRequest("strings must be encoded in UTF-8")
		}
	}
	return d, nil
}

func (r *request) readBody(h *http.Request) error {
	kind, args, _ := mime.ParseMediaType(h.Header.Get("Content-Type"))
	body := http.MaxBytesReader(nil, h.Body, maxBody)
	switch kind {
	case "multipart/form-data":
		return r.readMultipart(multipart.NewReader(body, args["boundary"]))
	case "application/json":
		return r.readJSON(body)
	case "", "application/x-www-form-urlencoded":
		return r.readForm(body)
	default:
		return nil // parameters in a body of another kind are not seen, as with the official server
	}
}

func (r *request) readForm(body io.Reader) error {
	text, err := readLimited(body, maxForm)
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(string(text))
	if err != nil {
		return badRequest("can't parse parameters")
	}
	r.addValues(values)
	return nil
}

func (r *request) readJSON(body io.Reader) error {
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
			r.values[name] = s
		default:
			r.values[name] = string(raw)
		}
	}
	return nil
}

func (r *request) readMultipart(form *multipart.Reader) error {
	r.files = map[string]*upload{}
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
			r.values[field] = string(text)
			continue
		}
		if len(r.files) == maxFiles {
			return badRequest("too many files")
		}
		data, err := readLimited(part, maxUpload)
		if err != nil {
			return err
		}
		r.files[field] = &upload{name: name, mime: part.Header.Get("Content-Type"), data: data}
	}
}

func readLimited(from io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, limit+1))
	var tooLarge *http.MaxBytesError
	if int64(len(data)) > limit || errors.As(err, &tooLarge) {
		return nil, &apiError{Code: http.StatusRequestEntityTooLarge, Description: "Request Entity Too Large"}
	}
	if err != nil {
		return nil, badRequest("can't read the request")
	}
	return data, nil
}

func (r *request) addValues(values url.Values) {
	for name, list := range values {
		if len(list) > 0 {
			r.values[name] = list[len(list)-1]
		}
	}
}

func (r request) text(name string) string { return r.values[name] }

// number reads an integer; anything else counts as absent, as with the official server.
func (r request) number(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(r.values[name]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (r request) truth(name string) bool {
	switch strings.ToLower(strings.TrimSpace(r.values[name])) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// json decodes a parameter that holds JSON. It reports whether the parameter was there and decodable.
func (r request) json(name string, into any) bool {
	v := r.values[name]
	return v != "" && json.Unmarshal([]byte(v), into) == nil
}

// location reads a point on the map.
func (r request) location() (Location, error) {
	latitude, err := strconv.ParseFloat(r.text("latitude"), 64)
	if err != nil {
		return Location{}, badRequest("latitude is empty")
	}
	longitude, err := strconv.ParseFloat(r.text("longitude"), 64)
	if err != nil {
		return Location{}, badRequest("longitude is empty")
	}
	return Location{Latitude: latitude, Longitude: longitude}, nil
}
