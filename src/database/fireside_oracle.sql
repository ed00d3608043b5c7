-- Written by SchemaWriter from fireside.schema. Do not edit.

CREATE TABLE fsLogin (
  loginId VARCHAR2(64 CHAR) NOT NULL,
  tokenHash VARCHAR2(64 CHAR) NOT NULL,
  username VARCHAR2(64 CHAR) NOT NULL,
  device VARCHAR2(255 CHAR),
  address VARCHAR2(64 CHAR),
  kept INTEGER NOT NULL,
  passwordMark VARCHAR2(64 CHAR),
  createdAt NUMBER(19) NOT NULL,
  seenAt NUMBER(19) NOT NULL,
  CONSTRAINT fsLogin_pk PRIMARY KEY (loginId)
);
CREATE UNIQUE INDEX fsLogin_token ON fsLogin (tokenHash);
CREATE INDEX fsLogin_username ON fsLogin (username);

CREATE TABLE fsPerson (
  username VARCHAR2(64 CHAR) NOT NULL,
  presenceShow VARCHAR2(16 CHAR) NOT NULL,
  statusText VARCHAR2(255 CHAR),
  theme VARCHAR2(16 CHAR) NOT NULL,
  CONSTRAINT fsPerson_pk PRIMARY KEY (username)
);

CREATE TABLE fsMessage (
  owner VARCHAR2(64 CHAR) NOT NULL,
  id NUMBER(19) NOT NULL,
  peer VARCHAR2(255 CHAR) NOT NULL,
  outgoing INTEGER NOT NULL,
  origin VARCHAR2(64 CHAR) NOT NULL,
  stanzaId VARCHAR2(255 CHAR),
  body CLOB,
  stanza CLOB,
  state INTEGER NOT NULL,
  error VARCHAR2(255 CHAR),
  CONSTRAINT fsMessage_pk PRIMARY KEY (owner, id)
);
CREATE UNIQUE INDEX fsMessage_origin ON fsMessage (owner, origin);
CREATE INDEX fsMessage_peer ON fsMessage (owner, peer, id);
CREATE INDEX fsMessage_stanza ON fsMessage (owner, stanzaId);
CREATE INDEX fsMessage_age ON fsMessage (id);

CREATE TABLE fsChat (
  owner VARCHAR2(64 CHAR) NOT NULL,
  peer VARCHAR2(255 CHAR) NOT NULL,
  lastId NUMBER(19) NOT NULL,
  preview VARCHAR2(255 CHAR),
  outgoing INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  readId NUMBER(19) NOT NULL,
  CONSTRAINT fsChat_pk PRIMARY KEY (owner, peer)
);
CREATE INDEX fsChat_newest ON fsChat (owner, lastId);

INSERT INTO ofVersion (name, version) VALUES ('fireside', 1);
