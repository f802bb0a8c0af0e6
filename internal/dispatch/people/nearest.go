package people

import (
	"giaoban/internal/dispatch/campaigns"
	"giaoban/internal/roster"
)

// nearest finds who is told of a unit's people: the coordinators of the nearest unit above that has any, else the admins of the nearest, or
// of the unit itself. members reads those of a unit; role is "" if there is nobody.
func nearest(c *campaigns.Campaign, unit string, members func(code string) (roster.Members, error)) (at string, role roster.Role, heads roster.Members, err error) {
	ups := c.Units.Ancestors(unit)
	codes := make([]string, len(ups))
	for i, u := range ups {
		codes[i] = u.Code
	}
	for _, role := range []roster.Role{roster.Coordinator, roster.Admin} {
		for _, code := range codes {
			there, err := members(code)
			if err = c.Set.Despite(err); err != nil {
				return "", "", nil, err
			}
			if heads := there.With(role); len(heads) > 0 {
				return code, role, heads, nil
			}
		}
		codes = append(codes, unit)
	}
	return "", "", nil, nil
}
