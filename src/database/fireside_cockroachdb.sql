-- Written by SchemaWriter from fireside.schema. Do not edit.

CREATE TABLE fsLogin (
  loginId VARCHAR(64) NOT NULL,
  tokenHash VARCHAR(64) NOT NULL,
  username VARCHAR(64) NOT NULL,
  device VARCHAR(255),
  address VARCHAR(64),
  kept INTEGER NOT NULL,
  passwordMark VARCHAR(64),
  createdAt BIGINT NOT NULL,
  seenAt BIGINT NOT NULL,
  CONSTRAINT fsLogin_pk PRIMARY KEY (loginId)
);
CREATE UNIQUE INDEX fsLogin_token ON fsLogin (tokenHash);
CREATE INDEX fsLogin_username ON fsLogin (username);

CREATE TABLE fsPerson (
  username VARCHAR(64) NOT NULL,
  presenceShow VARCHAR(16) NOT NULL,
  statusText VARCHAR(255),
  theme VARCHAR(16) NOT NULL,
  listed INTEGER NOT NULL,
  openProfile INTEGER NOT NULL,
  linkCards INTEGER NOT NULL,
  findable INTEGER NOT NULL,
  CONSTRAINT fsPerson_pk PRIMARY KEY (username)
);

CREATE TABLE fsMessage (
  owner VARCHAR(64) NOT NULL,
  id BIGINT NOT NULL,
  peer VARCHAR(255) NOT NULL,
  outgoing INTEGER NOT NULL,
  origin VARCHAR(64) NOT NULL,
  stanzaId VARCHAR(255),
  body TEXT,
  stanza TEXT,
  state INTEGER NOT NULL,
  error VARCHAR(255),
  kind INTEGER NOT NULL,
  parent BIGINT NOT NULL,
  root BIGINT NOT NULL,
  content INTEGER NOT NULL,
  preview VARCHAR(255),
  fate TEXT,
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
  reporter VARCHAR(255) NOT NULL,
  about VARCHAR(255) NOT NULL,
  reason VARCHAR(16) NOT NULL,
  words TEXT,
  messages TEXT NOT NULL,
  done INTEGER NOT NULL,
  CONSTRAINT fsReport_pk PRIMARY KEY (reportId)
);
CREATE INDEX fsReport_done ON fsReport (done, reportId);
CREATE INDEX fsReport_reporter ON fsReport (reporter);

CREATE TABLE fsChat (
  owner VARCHAR(64) NOT NULL,
  peer VARCHAR(255) NOT NULL,
  lastId BIGINT NOT NULL,
  preview VARCHAR(255),
  previewKind INTEGER NOT NULL,
  outgoing INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  readId BIGINT NOT NULL,
  CONSTRAINT fsChat_pk PRIMARY KEY (owner, peer)
);
CREATE INDEX fsChat_newest ON fsChat (owner, lastId);

CREATE TABLE fsChatRegard (
  owner VARCHAR(64) NOT NULL,
  peer VARCHAR(255) NOT NULL,
  pinned INTEGER NOT NULL,
  notifyLevel VARCHAR(16),
  CONSTRAINT fsChatRegard_pk PRIMARY KEY (owner, peer)
);

CREATE TABLE fsRoomMessage (
  room VARCHAR(255) NOT NULL,
  id BIGINT NOT NULL,
  nick VARCHAR(255),
  sender VARCHAR(255),
  origin VARCHAR(128) NOT NULL,
  stanzaId VARCHAR(255),
  body TEXT,
  stanza TEXT,
  occupant VARCHAR(255),
  kind INTEGER NOT NULL,
  parent BIGINT NOT NULL,
  root BIGINT NOT NULL,
  content INTEGER NOT NULL,
  preview VARCHAR(255),
  fate TEXT,
  CONSTRAINT fsRoomMessage_pk PRIMARY KEY (room, id)
);
CREATE UNIQUE INDEX fsRoomMessage_origin ON fsRoomMessage (room, origin);
CREATE INDEX fsRoomMessage_stanza ON fsRoomMessage (room, stanzaId);
CREATE INDEX fsRoomMessage_content ON fsRoomMessage (room, content, id);
CREATE INDEX fsRoomMessage_parent ON fsRoomMessage (room, parent);
CREATE INDEX fsRoomMessage_root ON fsRoomMessage (room, root, id);
CREATE INDEX fsRoomMessage_age ON fsRoomMessage (id);

CREATE TABLE fsBookmark (
  owner VARCHAR(64) NOT NULL,
  room VARCHAR(255) NOT NULL,
  title VARCHAR(255),
  nick VARCHAR(255) NOT NULL,
  autojoin INTEGER NOT NULL,
  readId BIGINT NOT NULL,
  pinned INTEGER NOT NULL,
  notifyLevel VARCHAR(16),
  members INTEGER NOT NULL,
  password VARCHAR(255),
  CONSTRAINT fsBookmark_pk PRIMARY KEY (owner, room)
);

CREATE TABLE fsTakenOver (
  owner VARCHAR(64) NOT NULL,
  CONSTRAINT fsTakenOver_pk PRIMARY KEY (owner)
);

CREATE TABLE fsRoomCard (
  room VARCHAR(255) NOT NULL,
  hash VARCHAR(40),
  card TEXT NOT NULL,
  CONSTRAINT fsRoomCard_pk PRIMARY KEY (room)
);

CREATE TABLE fsNode (
  nodeKey BIGINT NOT NULL,
  service VARCHAR(255) NOT NULL,
  name VARCHAR(255) NOT NULL,
  title VARCHAR(255),
  about TEXT,
  kind VARCHAR(255),
  accessModel VARCHAR(16) NOT NULL,
  rosterGroups TEXT,
  publishModel VARCHAR(16) NOT NULL,
  persist INTEGER NOT NULL,
  maxItems INTEGER NOT NULL,
  itemExpire BIGINT NOT NULL,
  payloads INTEGER NOT NULL,
  tellRetract INTEGER NOT NULL,
  tellDelete INTEGER NOT NULL,
  tellConfig INTEGER NOT NULL,
  sendLast VARCHAR(24) NOT NULL,
  creator VARCHAR(255) NOT NULL,
  CONSTRAINT fsNode_pk PRIMARY KEY (nodeKey)
);
CREATE UNIQUE INDEX fsNode_name ON fsNode (name, service);
CREATE INDEX fsNode_service ON fsNode (service, nodeKey);
CREATE INDEX fsNode_creator ON fsNode (creator, service);
CREATE INDEX fsNode_expire ON fsNode (itemExpire);

CREATE TABLE fsItem (
  nodeKey BIGINT NOT NULL,
  itemId VARCHAR(255) NOT NULL,
  createdId BIGINT NOT NULL,
  changedId BIGINT NOT NULL,
  publisher VARCHAR(255) NOT NULL,
  payloadSize INTEGER NOT NULL,
  CONSTRAINT fsItem_pk PRIMARY KEY (createdId)
);
CREATE UNIQUE INDEX fsItem_id ON fsItem (itemId, nodeKey);
CREATE INDEX fsItem_node ON fsItem (nodeKey, createdId);
CREATE INDEX fsItem_changed ON fsItem (nodeKey, changedId);
CREATE INDEX fsItem_publisher ON fsItem (publisher);

CREATE TABLE fsPayload (
  createdId BIGINT NOT NULL,
  payload TEXT,
  CONSTRAINT fsPayload_pk PRIMARY KEY (createdId)
);

CREATE TABLE fsAffiliation (
  nodeKey BIGINT NOT NULL,
  jid VARCHAR(255) NOT NULL,
  affiliation VARCHAR(16) NOT NULL,
  CONSTRAINT fsAffiliation_pk PRIMARY KEY (nodeKey, jid)
);
CREATE INDEX fsAffiliation_jid ON fsAffiliation (jid);

CREATE TABLE fsSubscription (
  nodeKey BIGINT NOT NULL,
  jid VARCHAR(255) NOT NULL,
  bareJid VARCHAR(255) NOT NULL,
  subId VARCHAR(64) NOT NULL,
  state VARCHAR(16) NOT NULL,
  deliver INTEGER NOT NULL,
  sinceId BIGINT NOT NULL,
  CONSTRAINT fsSubscription_pk PRIMARY KEY (nodeKey, jid)
);
CREATE INDEX fsSubscription_bare ON fsSubscription (bareJid, sinceId);
CREATE INDEX fsSubscription_who ON fsSubscription (nodeKey, bareJid);
CREATE INDEX fsSubscription_node ON fsSubscription (nodeKey, sinceId);

CREATE TABLE fsPost (
  nodeKey BIGINT NOT NULL,
  itemId VARCHAR(255) NOT NULL,
  createdId BIGINT NOT NULL,
  author VARCHAR(255) NOT NULL,
  talkKey BIGINT NOT NULL,
  CONSTRAINT fsPost_pk PRIMARY KEY (nodeKey, itemId)
);
CREATE INDEX fsPost_talk ON fsPost (talkKey);

CREATE TABLE fsRemark (
  nodeKey BIGINT NOT NULL,
  itemId VARCHAR(255) NOT NULL,
  createdId BIGINT NOT NULL,
  author VARCHAR(255) NOT NULL,
  liked INTEGER NOT NULL,
  CONSTRAINT fsRemark_pk PRIMARY KEY (nodeKey, itemId)
);
CREATE INDEX fsRemark_author ON fsRemark (nodeKey, liked, author);

CREATE TABLE fsDraft (
  owner VARCHAR(64) NOT NULL,
  draftId VARCHAR(64) NOT NULL,
  title TEXT,
  words TEXT,
  audience VARCHAR(255) NOT NULL,
  tags TEXT,
  nsfw INTEGER NOT NULL,
  shares VARCHAR(16),
  files TEXT,
  savedAt BIGINT NOT NULL,
  publishAt BIGINT NOT NULL,
  CONSTRAINT fsDraft_pk PRIMARY KEY (owner, draftId)
);
CREATE INDEX fsDraft_saved ON fsDraft (owner, savedAt);
CREATE INDEX fsDraft_due ON fsDraft (publishAt);

CREATE TABLE fsNotice (
  owner VARCHAR(64) NOT NULL,
  noticeId BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  who VARCHAR(255) NOT NULL,
  postId BIGINT NOT NULL,
  excerpt VARCHAR(255),
  seen INTEGER NOT NULL,
  CONSTRAINT fsNotice_pk PRIMARY KEY (owner, noticeId)
);
CREATE INDEX fsNotice_seen ON fsNotice (owner, seen);
CREATE INDEX fsNotice_post ON fsNotice (postId);

CREATE TABLE fsRemotePost (
  postId BIGINT NOT NULL,
  service VARCHAR(255) NOT NULL,
  nodeName VARCHAR(255) NOT NULL,
  itemId VARCHAR(255) NOT NULL,
  placeHash VARCHAR(64) NOT NULL,
  keptAt BIGINT NOT NULL,
  CONSTRAINT fsRemotePost_pk PRIMARY KEY (postId)
);
CREATE UNIQUE INDEX fsRemotePost_place ON fsRemotePost (placeHash);
CREATE INDEX fsRemotePost_service ON fsRemotePost (service, keptAt);
CREATE INDEX fsRemotePost_kept ON fsRemotePost (keptAt);

CREATE TABLE fsRemoteText (
  textId BIGINT NOT NULL,
  postId BIGINT NOT NULL,
  digest VARCHAR(64) NOT NULL,
  payload TEXT,
  CONSTRAINT fsRemoteText_pk PRIMARY KEY (textId)
);
CREATE INDEX fsRemoteText_post ON fsRemoteText (postId, digest);

CREATE TABLE fsSight (
  owner VARCHAR(64) NOT NULL,
  postId BIGINT NOT NULL,
  textId BIGINT NOT NULL,
  service VARCHAR(255) NOT NULL,
  CONSTRAINT fsSight_pk PRIMARY KEY (owner, postId)
);
CREATE INDEX fsSight_post ON fsSight (postId, textId);
CREATE INDEX fsSight_service ON fsSight (owner, service, postId);

CREATE TABLE fsFollowed (
  owner VARCHAR(64) NOT NULL,
  itemId VARCHAR(255) NOT NULL,
  service VARCHAR(255) NOT NULL,
  nodeName VARCHAR(255) NOT NULL,
  CONSTRAINT fsFollowed_pk PRIMARY KEY (owner, itemId)
);
CREATE INDEX fsFollowed_service ON fsFollowed (owner, service);

CREATE TABLE fsFile (
  fileId VARCHAR(32) NOT NULL,
  owner VARCHAR(255) NOT NULL,
  fileName VARCHAR(255) NOT NULL,
  mediaType VARCHAR(128),
  byteCount BIGINT NOT NULL,
  state INTEGER NOT NULL,
  secretHash VARCHAR(64) NOT NULL,
  digest VARCHAR(64),
  createdId BIGINT NOT NULL,
  expiresAt BIGINT NOT NULL,
  CONSTRAINT fsFile_pk PRIMARY KEY (fileId)
);
CREATE INDEX fsFile_owner ON fsFile (owner, createdId);
CREATE INDEX fsFile_expiry ON fsFile (expiresAt);

CREATE TABLE fsPreview (
  urlHash VARCHAR(64) NOT NULL,
  url TEXT,
  title TEXT,
  excerpt TEXT,
  site TEXT,
  picture TEXT,
  pictureAbout TEXT,
  pictureWidth INTEGER NOT NULL,
  pictureHeight INTEGER NOT NULL,
  expiresAt BIGINT NOT NULL,
  CONSTRAINT fsPreview_pk PRIMARY KEY (urlHash)
);
CREATE INDEX fsPreview_expires ON fsPreview (expiresAt);

INSERT INTO ofVersion (name, version) VALUES ('fireside', 1);
