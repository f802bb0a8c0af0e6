package simulator

import "errors"

// Contact is somebody whose phone can be added to the page.
type Contact struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Detail string `json:"detail"`
}

// controlRoster finds people whose phones can be added.
func (s *Server) controlRoster(r request) (any, error) {
	if s.options.Roster == nil {
		return []Contact{}, nil
	}
	list, err := s.options.Roster(r.ctx, r.text("q"))
	if list == nil {
		list = []Contact{}
	}
	return list, err
}

// controlJoin makes one of them a user and puts the phone on the page.
func (s *Server) controlJoin(r request) (any, error) {
	if s.options.Join == nil {
		return nil, errors.New("simulator: no roster")
	}
	id, err := s.options.Join(r.ctx, r.text("contact"))
	if err != nil {
		return nil, err
	}
	if err := s.Show(id, true); err != nil {
		return nil, err
	}
	return s.user(id).describe(), nil
}
