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
  listed INTEGER NOT NULL,
  openProfile INTEGER NOT NULL,
  linkCards INTEGER NOT NULL,
  findable INTEGER NOT NULL,
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
  kind INTEGER NOT NULL,
  parent NUMBER(19) NOT NULL,
  root NUMBER(19) NOT NULL,
  content INTEGER NOT NULL,
  preview VARCHAR2(255 CHAR),
  fate CLOB,
  CONSTRAINT fsMessage_pk PRIMARY KEY (owner, id)
);
CREATE UNIQUE INDEX fsMessage_origin ON fsMessage (owner, origin);
CREATE INDEX fsMessage_peer ON fsMessage (owner, peer, id);
CREATE INDEX fsMessage_content ON fsMessage (owner, peer, content, id);
CREATE INDEX fsMessage_parent ON fsMessage (owner, parent);
CREATE INDEX fsMessage_root ON fsMessage (owner, root, id);
CREATE INDEX fsMessage_stanza ON fsMessage (owner, stanzaId);
CREATE INDEX fsMessage_age ON fsMessage (id);

CREATE TABLE fsReport (
  reportId NUMBER(19) NOT NULL,
  reporter VARCHAR2(255 CHAR) NOT NULL,
  about VARCHAR2(255 CHAR) NOT NULL,
  reason VARCHAR2(16 CHAR) NOT NULL,
  words CLOB,
  messages CLOB NOT NULL,
  done INTEGER NOT NULL,
  CONSTRAINT fsReport_pk PRIMARY KEY (reportId)
);
CREATE INDEX fsReport_done ON fsReport (done, reportId);
CREATE INDEX fsReport_reporter ON fsReport (reporter);

CREATE TABLE fsChat (
  owner VARCHAR2(64 CHAR) NOT NULL,
  peer VARCHAR2(255 CHAR) NOT NULL,
  lastId NUMBER(19) NOT NULL,
  preview VARCHAR2(255 CHAR),
  previewKind INTEGER NOT NULL,
  outgoing INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  readId NUMBER(19) NOT NULL,
  CONSTRAINT fsChat_pk PRIMARY KEY (owner, peer)
);
CREATE INDEX fsChat_newest ON fsChat (owner, lastId);

CREATE TABLE fsChatRegard (
  owner VARCHAR2(64 CHAR) NOT NULL,
  peer VARCHAR2(255 CHAR) NOT NULL,
  pinned INTEGER NOT NULL,
  notifyLevel VARCHAR2(16 CHAR),
  CONSTRAINT fsChatRegard_pk PRIMARY KEY (owner, peer)
);

CREATE TABLE fsRoomMessage (
  room VARCHAR2(255 CHAR) NOT NULL,
  id NUMBER(19) NOT NULL,
  nick VARCHAR2(255 CHAR),
  sender VARCHAR2(255 CHAR),
  origin VARCHAR2(128 CHAR) NOT NULL,
  stanzaId VARCHAR2(255 CHAR),
  body CLOB,
  stanza CLOB,
  occupant VARCHAR2(255 CHAR),
  kind INTEGER NOT NULL,
  parent NUMBER(19) NOT NULL,
  root NUMBER(19) NOT NULL,
  content INTEGER NOT NULL,
  preview VARCHAR2(255 CHAR),
  fate CLOB,
  CONSTRAINT fsRoomMessage_pk PRIMARY KEY (room, id)
);
CREATE UNIQUE INDEX fsRoomMessage_origin ON fsRoomMessage (room, origin);
CREATE INDEX fsRoomMessage_stanza ON fsRoomMessage (room, stanzaId);
CREATE INDEX fsRoomMessage_content ON fsRoomMessage (room, content, id);
CREATE INDEX fsRoomMessage_parent ON fsRoomMessage (room, parent);
CREATE INDEX fsRoomMessage_root ON fsRoomMessage (room, root, id);
CREATE INDEX fsRoomMessage_age ON fsRoomMessage (id);

CREATE TABLE fsBookmark (
  owner VARCHAR2(64 CHAR) NOT NULL,
  room VARCHAR2(255 CHAR) NOT NULL,
  title VARCHAR2(255 CHAR),
  nick VARCHAR2(255 CHAR) NOT NULL,
  autojoin INTEGER NOT NULL,
  readId NUMBER(19) NOT NULL,
  pinned INTEGER NOT NULL,
  notifyLevel VARCHAR2(16 CHAR),
  members INTEGER NOT NULL,
  password VARCHAR2(255 CHAR),
  CONSTRAINT fsBookmark_pk PRIMARY KEY (owner, room)
);

CREATE TABLE fsTakenOver (
  owner VARCHAR2(64 CHAR) NOT NULL,
  CONSTRAINT fsTakenOver_pk PRIMARY KEY (owner)
);

CREATE TABLE fsRoomCard (
  room VARCHAR2(255 CHAR) NOT NULL,
  hash VARCHAR2(40 CHAR),
  card CLOB NOT NULL,
  CONSTRAINT fsRoomCard_pk PRIMARY KEY (room)
);

CREATE TABLE fsNode (
  nodeKey NUMBER(19) NOT NULL,
  service VARCHAR2(255 CHAR) NOT NULL,
  name VARCHAR2(255 CHAR) NOT NULL,
  title VARCHAR2(255 CHAR),
  about CLOB,
  kind VARCHAR2(255 CHAR),
  accessModel VARCHAR2(16 CHAR) NOT NULL,
  rosterGroups CLOB,
  publishModel VARCHAR2(16 CHAR) NOT NULL,
  persist INTEGER NOT NULL,
  maxItems INTEGER NOT NULL,
  itemExpire NUMBER(19) NOT NULL,
  payloads INTEGER NOT NULL,
  tellRetract INTEGER NOT NULL,
  tellDelete INTEGER NOT NULL,
  tellConfig INTEGER NOT NULL,
  sendLast VARCHAR2(24 CHAR) NOT NULL,
  creator VARCHAR2(255 CHAR) NOT NULL,
  CONSTRAINT fsNode_pk PRIMARY KEY (nodeKey)
);
CREATE UNIQUE INDEX fsNode_name ON fsNode (name, service);
CREATE INDEX fsNode_service ON fsNode (service, nodeKey);
CREATE INDEX fsNode_creator ON fsNode (creator, service);
CREATE INDEX fsNode_expire ON fsNode (itemExpire);

CREATE TABLE fsItem (
  nodeKey NUMBER(19) NOT NULL,
  itemId VARCHAR2(255 CHAR) NOT NULL,
  createdId NUMBER(19) NOT NULL,
  changedId NUMBER(19) NOT NULL,
  publisher VARCHAR2(255 CHAR) NOT NULL,
  payloadSize INTEGER NOT NULL,
  CONSTRAINT fsItem_pk PRIMARY KEY (createdId)
);
CREATE UNIQUE INDEX fsItem_id ON fsItem (itemId, nodeKey);
CREATE INDEX fsItem_node ON fsItem (nodeKey, createdId);
CREATE INDEX fsItem_changed ON fsItem (nodeKey, changedId);
CREATE INDEX fsItem_publisher ON fsItem (publisher);

CREATE TABLE fsPayload (
  createdId NUMBER(19) NOT NULL,
  payload CLOB,
  CONSTRAINT fsPayload_pk PRIMARY KEY (createdId)
);

CREATE TABLE fsAffiliation (
  nodeKey NUMBER(19) NOT NULL,
  jid VARCHAR2(255 CHAR) NOT NULL,
  affiliation VARCHAR2(16 CHAR) NOT NULL,
  CONSTRAINT fsAffiliation_pk PRIMARY KEY (nodeKey, jid)
);
CREATE INDEX fsAffiliation_jid ON fsAffiliation (jid);

CREATE TABLE fsSubscription (
  nodeKey NUMBER(19) NOT NULL,
  jid VARCHAR2(255 CHAR) NOT NULL,
  bareJid VARCHAR2(255 CHAR) NOT NULL,
  subId VARCHAR2(64 CHAR) NOT NULL,
  state VARCHAR2(16 CHAR) NOT NULL,
  deliver INTEGER NOT NULL,
  sinceId NUMBER(19) NOT NULL,
  CONSTRAINT fsSubscription_pk PRIMARY KEY (nodeKey, jid)
);
CREATE INDEX fsSubscription_bare ON fsSubscription (bareJid, sinceId);
CREATE INDEX fsSubscription_who ON fsSubscription (nodeKey, bareJid);
CREATE INDEX fsSubscription_node ON fsSubscription (nodeKey, sinceId);

CREATE TABLE fsPost (
  nodeKey NUMBER(19) NOT NULL,
  itemId VARCHAR2(255 CHAR) NOT NULL,
  createdId NUMBER(19) NOT NULL,
  author VARCHAR2(255 CHAR) NOT NULL,
  talkKey NUMBER(19) NOT NULL,
  CONSTRAINT fsPost_pk PRIMARY KEY (nodeKey, itemId)
);
CREATE INDEX fsPost_talk ON fsPost (talkKey);

CREATE TABLE fsRemark (
  nodeKey NUMBER(19) NOT NULL,
  itemId VARCHAR2(255 CHAR) NOT NULL,
  createdId NUMBER(19) NOT NULL,
  author VARCHAR2(255 CHAR) NOT NULL,
  liked INTEGER NOT NULL,
  CONSTRAINT fsRemark_pk PRIMARY KEY (nodeKey, itemId)
);
CREATE INDEX fsRemark_author ON fsRemark (nodeKey, liked, author);

CREATE TABLE fsDraft (
  owner VARCHAR2(64 CHAR) NOT NULL,
  draftId VARCHAR2(64 CHAR) NOT NULL,
  title CLOB,
  words CLOB,
  audience VARCHAR2(255 CHAR) NOT NULL,
  tags CLOB,
  nsfw INTEGER NOT NULL,
  shares VARCHAR2(16 CHAR),
  files CLOB,
  savedAt NUMBER(19) NOT NULL,
  publishAt NUMBER(19) NOT NULL,
  CONSTRAINT fsDraft_pk PRIMARY KEY (owner, draftId)
);
CREATE INDEX fsDraft_saved ON fsDraft (owner, savedAt);
CREATE INDEX fsDraft_due ON fsDraft (publishAt);

CREATE TABLE fsNotice (
  owner VARCHAR2(64 CHAR) NOT NULL,
  noticeId NUMBER(19) NOT NULL,
  kind VARCHAR2(16 CHAR) NOT NULL,
  who VARCHAR2(255 CHAR) NOT NULL,
  postId NUMBER(19) NOT NULL,
  excerpt VARCHAR2(255 CHAR),
  seen INTEGER NOT NULL,
  CONSTRAINT fsNotice_pk PRIMARY KEY (owner, noticeId)
);
CREATE INDEX fsNotice_seen ON fsNotice (owner, seen);
CREATE INDEX fsNotice_post ON fsNotice (postId);

CREATE TABLE fsRemotePost (
  postId NUMBER(19) NOT NULL,
  service VARCHAR2(255 CHAR) NOT NULL,
  nodeName VARCHAR2(255 CHAR) NOT NULL,
  itemId VARCHAR2(255 CHAR) NOT NULL,
  placeHash VARCHAR2(64 CHAR) NOT NULL,
  keptAt NUMBER(19) NOT NULL,
  CONSTRAINT fsRemotePost_pk PRIMARY KEY (postId)
);
CREATE UNIQUE INDEX fsRemotePost_place ON fsRemotePost (placeHash);
CREATE INDEX fsRemotePost_service ON fsRemotePost (service, keptAt);
CREATE INDEX fsRemotePost_kept ON fsRemotePost (keptAt);

CREATE TABLE fsRemoteText (
  textId NUMBER(19) NOT NULL,
  postId NUMBER(19) NOT NULL,
  digest VARCHAR2(64 CHAR) NOT NULL,
  payload CLOB,
  CONSTRAINT fsRemoteText_pk PRIMARY KEY (textId)
);
CREATE INDEX fsRemoteText_post ON fsRemoteText (postId, digest);

CREATE TABLE fsSight (
  owner VARCHAR2(64 CHAR) NOT NULL,
  postId NUMBER(19) NOT NULL,
  textId NUMBER(19) NOT NULL,
  service VARCHAR2(255 CHAR) NOT NULL,
  CONSTRAINT fsSight_pk PRIMARY KEY (owner, postId)
);
CREATE INDEX fsSight_post ON fsSight (postId, textId);
CREATE INDEX fsSight_service ON fsSight (owner, service, postId);

CREATE TABLE fsFollowed (
  owner VARCHAR2(64 CHAR) NOT NULL,
  itemId VARCHAR2(255 CHAR) NOT NULL,
  service VARCHAR2(255 CHAR) NOT NULL,
  nodeName VARCHAR2(255 CHAR) NOT NULL,
  CONSTRAINT fsFollowed_pk PRIMARY KEY (owner, itemId)
);
CREATE INDEX fsFollowed_service ON fsFollowed (owner, service);

CREATE TABLE fsFile (
  fileId VARCHAR2(32 CHAR) NOT NULL,
  owner VARCHAR2(255 CHAR) NOT NULL,
  fileName VARCHAR2(255 CHAR) NOT NULL,
  mediaType VARCHAR2(128 CHAR),
  byteCount NUMBER(19) NOT NULL,
  state INTEGER NOT NULL,
  secretHash VARCHAR2(64 CHAR) NOT NULL,
  digest VARCHAR2(64 CHAR),
  createdId NUMBER(19) NOT NULL,
  expiresAt NUMBER(19) NOT NULL,
  CONSTRAINT fsFile_pk PRIMARY KEY (fileId)
);
CREATE INDEX fsFile_owner ON fsFile (owner, createdId);
CREATE INDEX fsFile_expiry ON fsFile (expiresAt);

CREATE TABLE fsPreview (
  urlHash VARCHAR2(64 CHAR) NOT NULL,
  url CLOB,
  title CLOB,
  excerpt CLOB,
  site CLOB,
  picture CLOB,
  pictureAbout CLOB,
  pictureWidth INTEGER NOT NULL,
  pictureHeight INTEGER NOT NULL,
  expiresAt NUMBER(19) NOT NULL,
  CONSTRAINT fsPreview_pk PRIMARY KEY (urlHash)
);
CREATE INDEX fsPreview_expires ON fsPreview (expiresAt);

INSERT INTO ofVersion (name, version) VALUES ('fireside', 1);
