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
  listed INTEGER NOT NULL,
  openProfile INTEGER NOT NULL,
  linkCards INTEGER NOT NULL,
  findable INTEGER NOT NULL,
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
  kind INTEGER NOT NULL,
  parent BIGINT NOT NULL,
  root BIGINT NOT NULL,
  content INTEGER NOT NULL,
  preview NVARCHAR(255) COLLATE Latin1_General_BIN2,
  fate NVARCHAR(MAX),
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
  reportId BIGINT NOT NULL,
  reporter NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  about NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  reason NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  words NVARCHAR(MAX),
  messages NVARCHAR(MAX) NOT NULL,
  done INTEGER NOT NULL,
  CONSTRAINT fsReport_pk PRIMARY KEY (reportId)
);
CREATE INDEX fsReport_done ON fsReport (done, reportId);
CREATE INDEX fsReport_reporter ON fsReport (reporter);

CREATE TABLE fsChat (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  peer NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  lastId BIGINT NOT NULL,
  preview NVARCHAR(255) COLLATE Latin1_General_BIN2,
  previewKind INTEGER NOT NULL,
  outgoing INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  readId BIGINT NOT NULL,
  CONSTRAINT fsChat_pk PRIMARY KEY (owner, peer)
);
CREATE INDEX fsChat_newest ON fsChat (owner, lastId);

CREATE TABLE fsChatRegard (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  peer NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  pinned INTEGER NOT NULL,
  notifyLevel NVARCHAR(16) COLLATE Latin1_General_BIN2,
  CONSTRAINT fsChatRegard_pk PRIMARY KEY (owner, peer)
);

CREATE TABLE fsRoomMessage (
  room NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  id BIGINT NOT NULL,
  nick NVARCHAR(255) COLLATE Latin1_General_BIN2,
  sender NVARCHAR(255) COLLATE Latin1_General_BIN2,
  origin NVARCHAR(128) COLLATE Latin1_General_BIN2 NOT NULL,
  stanzaId NVARCHAR(255) COLLATE Latin1_General_BIN2,
  body NVARCHAR(MAX),
  stanza NVARCHAR(MAX),
  occupant NVARCHAR(255) COLLATE Latin1_General_BIN2,
  kind INTEGER NOT NULL,
  parent BIGINT NOT NULL,
  root BIGINT NOT NULL,
  content INTEGER NOT NULL,
  preview NVARCHAR(255) COLLATE Latin1_General_BIN2,
  fate NVARCHAR(MAX),
  CONSTRAINT fsRoomMessage_pk PRIMARY KEY (room, id)
);
CREATE UNIQUE INDEX fsRoomMessage_origin ON fsRoomMessage (room, origin);
CREATE INDEX fsRoomMessage_stanza ON fsRoomMessage (room, stanzaId);
CREATE INDEX fsRoomMessage_content ON fsRoomMessage (room, content, id);
CREATE INDEX fsRoomMessage_parent ON fsRoomMessage (room, parent);
CREATE INDEX fsRoomMessage_root ON fsRoomMessage (room, root, id);
CREATE INDEX fsRoomMessage_age ON fsRoomMessage (id);

CREATE TABLE fsBookmark (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  room NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  title NVARCHAR(255) COLLATE Latin1_General_BIN2,
  nick NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  autojoin INTEGER NOT NULL,
  readId BIGINT NOT NULL,
  pinned INTEGER NOT NULL,
  notifyLevel NVARCHAR(16) COLLATE Latin1_General_BIN2,
  members INTEGER NOT NULL,
  password NVARCHAR(255) COLLATE Latin1_General_BIN2,
  CONSTRAINT fsBookmark_pk PRIMARY KEY (owner, room)
);

CREATE TABLE fsTakenOver (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  CONSTRAINT fsTakenOver_pk PRIMARY KEY (owner)
);

CREATE TABLE fsRoomCard (
  room NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  hash NVARCHAR(40) COLLATE Latin1_General_BIN2,
  card NVARCHAR(MAX) NOT NULL,
  CONSTRAINT fsRoomCard_pk PRIMARY KEY (room)
);

CREATE TABLE fsNode (
  nodeKey BIGINT NOT NULL,
  service NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  name NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  title NVARCHAR(255) COLLATE Latin1_General_BIN2,
  about NVARCHAR(MAX),
  kind NVARCHAR(255) COLLATE Latin1_General_BIN2,
  accessModel NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  rosterGroups NVARCHAR(MAX),
  publishModel NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  persist INTEGER NOT NULL,
  maxItems INTEGER NOT NULL,
  itemExpire BIGINT NOT NULL,
  payloads INTEGER NOT NULL,
  tellRetract INTEGER NOT NULL,
  tellDelete INTEGER NOT NULL,
  tellConfig INTEGER NOT NULL,
  sendLast NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
  creator NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  CONSTRAINT fsNode_pk PRIMARY KEY (nodeKey)
);
CREATE UNIQUE INDEX fsNode_name ON fsNode (name, service);
CREATE INDEX fsNode_service ON fsNode (service, nodeKey);
CREATE INDEX fsNode_creator ON fsNode (creator, service);
CREATE INDEX fsNode_expire ON fsNode (itemExpire);

CREATE TABLE fsItem (
  nodeKey BIGINT NOT NULL,
  itemId NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  createdId BIGINT NOT NULL,
  changedId BIGINT NOT NULL,
  publisher NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  payloadSize INTEGER NOT NULL,
  CONSTRAINT fsItem_pk PRIMARY KEY (createdId)
);
CREATE UNIQUE INDEX fsItem_id ON fsItem (itemId, nodeKey);
CREATE INDEX fsItem_node ON fsItem (nodeKey, createdId);
CREATE INDEX fsItem_changed ON fsItem (nodeKey, changedId);
CREATE INDEX fsItem_publisher ON fsItem (publisher);

CREATE TABLE fsPayload (
  createdId BIGINT NOT NULL,
  payload NVARCHAR(MAX),
  CONSTRAINT fsPayload_pk PRIMARY KEY (createdId)
);

CREATE TABLE fsAffiliation (
  nodeKey BIGINT NOT NULL,
  jid NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  affiliation NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  CONSTRAINT fsAffiliation_pk PRIMARY KEY (nodeKey, jid)
);
CREATE INDEX fsAffiliation_jid ON fsAffiliation (jid);

CREATE TABLE fsSubscription (
  nodeKey BIGINT NOT NULL,
  jid NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  bareJid NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  subId NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  state NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  deliver INTEGER NOT NULL,
  sinceId BIGINT NOT NULL,
  CONSTRAINT fsSubscription_pk PRIMARY KEY (nodeKey, jid)
);
CREATE INDEX fsSubscription_bare ON fsSubscription (bareJid, sinceId);
CREATE INDEX fsSubscription_who ON fsSubscription (nodeKey, bareJid);
CREATE INDEX fsSubscription_node ON fsSubscription (nodeKey, sinceId);

CREATE TABLE fsPost (
  nodeKey BIGINT NOT NULL,
  itemId NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  createdId BIGINT NOT NULL,
  author NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  talkKey BIGINT NOT NULL,
  CONSTRAINT fsPost_pk PRIMARY KEY (nodeKey, itemId)
);
CREATE INDEX fsPost_talk ON fsPost (talkKey);

CREATE TABLE fsRemark (
  nodeKey BIGINT NOT NULL,
  itemId NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  createdId BIGINT NOT NULL,
  author NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  liked INTEGER NOT NULL,
  CONSTRAINT fsRemark_pk PRIMARY KEY (nodeKey, itemId)
);
CREATE INDEX fsRemark_author ON fsRemark (nodeKey, liked, author);

CREATE TABLE fsDraft (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  draftId NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  title NVARCHAR(MAX),
  words NVARCHAR(MAX),
  audience NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  tags NVARCHAR(MAX),
  nsfw INTEGER NOT NULL,
  shares NVARCHAR(16) COLLATE Latin1_General_BIN2,
  files NVARCHAR(MAX),
  savedAt BIGINT NOT NULL,
  publishAt BIGINT NOT NULL,
  CONSTRAINT fsDraft_pk PRIMARY KEY (owner, draftId)
);
CREATE INDEX fsDraft_saved ON fsDraft (owner, savedAt);
CREATE INDEX fsDraft_due ON fsDraft (publishAt);

CREATE TABLE fsNotice (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  noticeId BIGINT NOT NULL,
  kind NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  who NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  postId BIGINT NOT NULL,
  excerpt NVARCHAR(255) COLLATE Latin1_General_BIN2,
  seen INTEGER NOT NULL,
  CONSTRAINT fsNotice_pk PRIMARY KEY (owner, noticeId)
);
CREATE INDEX fsNotice_seen ON fsNotice (owner, seen);
CREATE INDEX fsNotice_post ON fsNotice (postId);

CREATE TABLE fsRemotePost (
  postId BIGINT NOT NULL,
  service NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  nodeName NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  itemId NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  placeHash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  keptAt BIGINT NOT NULL,
  CONSTRAINT fsRemotePost_pk PRIMARY KEY (postId)
);
CREATE UNIQUE INDEX fsRemotePost_place ON fsRemotePost (placeHash);
CREATE INDEX fsRemotePost_service ON fsRemotePost (service, keptAt);
CREATE INDEX fsRemotePost_kept ON fsRemotePost (keptAt);

CREATE TABLE fsRemoteText (
  textId BIGINT NOT NULL,
  postId BIGINT NOT NULL,
  digest NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  payload NVARCHAR(MAX),
  CONSTRAINT fsRemoteText_pk PRIMARY KEY (textId)
);
CREATE INDEX fsRemoteText_post ON fsRemoteText (postId, digest);

CREATE TABLE fsSight (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  postId BIGINT NOT NULL,
  textId BIGINT NOT NULL,
  service NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  CONSTRAINT fsSight_pk PRIMARY KEY (owner, postId)
);
CREATE INDEX fsSight_post ON fsSight (postId, textId);
CREATE INDEX fsSight_service ON fsSight (owner, service, postId);

CREATE TABLE fsFollowed (
  owner NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  itemId NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  service NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  nodeName NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  CONSTRAINT fsFollowed_pk PRIMARY KEY (owner, itemId)
);
CREATE INDEX fsFollowed_service ON fsFollowed (owner, service);

CREATE TABLE fsFile (
  fileId NVARCHAR(32) COLLATE Latin1_General_BIN2 NOT NULL,
  owner NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  fileName NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  mediaType NVARCHAR(128) COLLATE Latin1_General_BIN2,
  byteCount BIGINT NOT NULL,
  state INTEGER NOT NULL,
  secretHash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  digest NVARCHAR(64) COLLATE Latin1_General_BIN2,
  createdId BIGINT NOT NULL,
  expiresAt BIGINT NOT NULL,
  CONSTRAINT fsFile_pk PRIMARY KEY (fileId)
);
CREATE INDEX fsFile_owner ON fsFile (owner, createdId);
CREATE INDEX fsFile_expiry ON fsFile (expiresAt);

CREATE TABLE fsPreview (
  urlHash NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  url NVARCHAR(MAX),
  title NVARCHAR(MAX),
  excerpt NVARCHAR(MAX),
  site NVARCHAR(MAX),
  picture NVARCHAR(MAX),
  pictureAbout NVARCHAR(MAX),
  pictureWidth INTEGER NOT NULL,
  pictureHeight INTEGER NOT NULL,
  expiresAt BIGINT NOT NULL,
  CONSTRAINT fsPreview_pk PRIMARY KEY (urlHash)
);
CREATE INDEX fsPreview_expires ON fsPreview (expiresAt);

INSERT INTO ofVersion (name, version) VALUES ('fireside', 1);
