-- Written by SchemaWriter from fireside.schema. Do not edit.

CREATE TABLE fsLogin (
  loginId NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  tokenHash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  username NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  device NVARCHAR(255) COLLATE Latin1_General_BIN2,
  address NVARCHAR(64) COLLATE Latin1_General_BIN2,
  kept INTEGER NOT NULL,
  passwordMark NVARCHAR(64) COLLATE Latin1_General_BIN2,
  createdAt BIGINT NOT NULL,
  seenAt BIGINT NOT NULL,
  CONSTRAINT fsLogin_pk PRIMARY KEY (loginId)
);
CREATE UNIQUE INDEX fsLogin_token ON fsLogin (tokenHash);
CREATE INDEX fsLogin_username ON fsLogin (username);

CREATE TABLE fsPerson (
  username NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  presenceShow NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  statusText NVARCHAR(255) COLLATE Latin1_General_BIN2,
  theme NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  CONSTRAINT fsPerson_pk PRIMARY KEY (username)
);

CREATE TABLE fsMessage (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  id BIGINT NOT NULL,
  peer NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  outgoing INTEGER NOT NULL,
  origin NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  stanzaId NVARCHAR(255) COLLATE Latin1_General_BIN2,
  body NVARCHAR(MAX),
  stanza NVARCHAR(MAX),
  state INTEGER NOT NULL,
  error NVARCHAR(255) COLLATE Latin1_General_BIN2,
  CONSTRAINT fsMessage_pk PRIMARY KEY (owner, id)
);
CREATE UNIQUE INDEX fsMessage_origin ON fsMessage (owner, origin);
CREATE INDEX fsMessage_peer ON fsMessage (owner, peer, id);
CREATE INDEX fsMessage_stanza ON fsMessage (owner, stanzaId);
CREATE INDEX fsMessage_age ON fsMessage (id);

CREATE TABLE fsChat (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  peer NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  lastId BIGINT NOT NULL,
  preview NVARCHAR(255) COLLATE Latin1_General_BIN2,
  outgoing INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  readId BIGINT NOT NULL,
  CONSTRAINT fsChat_pk PRIMARY KEY (owner, peer)
);
CREATE INDEX fsChat_newest ON fsChat (owner, lastId);

INSERT INTO ofVersion (name, version) VALUES ('fireside', 1);
