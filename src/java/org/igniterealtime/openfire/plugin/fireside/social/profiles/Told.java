package org.igniterealtime.openfire.plugin.fireside.social.profiles;

/** What somebody is told of another when he asks: the profile and the banner, as far as they are for him. */
record Told(Profile profile, Banner banner) {
    static final Told NOTHING = new Told(Profile.NONE, Banner.NONE);

    int weight() {
        return profile.weight() + banner.address().length();
    }
}
