-- Written by SchemaWriter from fireside.schema. Do not edit.

CREATE TABLE fsLogin (
  loginId VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  tokenHash VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  username VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  device VARCHAR(255) CHARACTER SET UTF8,
  address VARCHAR(64) CHARACTER SET UTF8,
  kept INTEGER NOT NULL,
  passwordMark VARCHAR(64) CHARACTER SET UTF8,
  createdAt BIGINT NOT NULL,
  seenAt BIGINT NOT NULL,
  CONSTRAINT fsLogin_pk PRIMARY KEY (loginId)
);
CREATE UNIQUE INDEX fsLogin_token ON fsLogin (tokenHash);
CREATE INDEX fsLogin_username ON fsLogin (username);

CREATE TABLE fsPerson (
  username VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  presenceShow VARCHAR(16) CHARACTER SET UTF8 NOT NULL,
  statusText VARCHAR(255) CHARACTER SET UTF8,
  theme VARCHAR(16) CHARACTER SET UTF8 NOT NULL,
  CONSTRAINT fsPerson_pk PRIMARY KEY (username)
);

CREATE TABLE fsMessage (
  owner VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  id BIGINT NOT NULL,
  peer VARCHAR(255) CHARACTER SET UTF8 NOT NULL,
  outgoing INTEGER NOT NULL,
  origin VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  stanzaId VARCHAR(255) CHARACTER SET UTF8,
  body BLOB SUB_TYPE TEXT CHARACTER SET UTF8,
  stanza BLOB SUB_TYPE TEXT CHARACTER SET UTF8,
  state INTEGER NOT NULL,
  error VARCHAR(255) CHARACTER SET UTF8,
  CONSTRAINT fsMessage_pk PRIMARY KEY (owner, id)
);
CREATE UNIQUE INDEX fsMessage_origin ON fsMessage (owner, origin);
CREATE INDEX fsMessage_peer ON fsMessage (owner, peer, id);
CREATE INDEX fsMessage_stanza ON fsMessage (owner, stanzaId);
CREATE INDEX fsMessage_age ON fsMessage (id);

CREATE TABLE fsChat (
  owner VARCHAR(64) CHARACTER SET UTF8 NOT NULL,
  peer VARCHAR(255) CHARACTER SET UTF8 NOT NULL,
  lastId BIGINT NOT NULL,
  preview VARCHAR(255) CHARACTER SET UTF8,
  outgoing INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  readId BIGINT NOT NULL,
  CONSTRAINT fsChat_pk PRIMARY KEY (owner, peer)
);
CREATE INDEX fsChat_newest ON fsChat (owner, lastId);

INSERT INTO ofVersion (name, version) VALUES ('fireside', 1);
