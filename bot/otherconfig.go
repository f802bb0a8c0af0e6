package main

import "context"

// configOrder asks which configuration file the bot reads.
type configOrder struct{}

// configReply is that; "" if it reads none.
type configReply struct {
	Config string `json:"config"`
}

// reads implements the socket's side of it.
func (a *admin) reads(context.Context, configOrder) (configReply, error) {
	return configReply{a.config}, nil
}

// sameConfig refuses to ask a bot that reads another configuration than whoever asks has: its campaigns are others. A bot of
// an older version does not say, and is asked as ever.
func (r *remote) sameConfig(ctx context.Context, c Config) error {
	asked := c.configAt()
	var reply configReply
	if asked == "" || r.order(ctx, "/config", configOrder{}, &reply) != nil || reply.Config == "" || asked == reply.Config || sameFile(asked, reply.Config) {
		return nil
	}
	return hinted(declined("cli_other_config", "asked", asked, "running", reply.Config), "cli_other_config_hint", "running", quoted(reply.Config))
}
