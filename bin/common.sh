# Sourced by the commands in this folder: finds Java and Maven, builds, and runs main classes of the test kit.

say() {
    printf '%s\n' "$*"
}

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

java_command() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        printf '%s' "$JAVA_HOME/bin/java"
    else
        command -v java || die "Java is missing: install a JDK 17 or later."
    fi
}

require_tools() {
    command -v mvn > /dev/null || die "Maven is missing: install Maven 3.8 or later."
    local version
    version=$("$(java_command)" -XshowSettings:properties -version 2>&1 |
        sed -n 's/^ *java\.specification\.version = //p')
    case "$version" in
        1.*) die "Java $version is too old: install a JDK 17 or later." ;;
        *) [ "$version" -ge 17 ] || die "Java $version is too old: install a JDK 17 or later." ;;
    esac
}

# Builds the plugin and the test kit without running tests; says that it lives while Maven Central answers. Arguments go
# to Maven.
build() {
    local log=target/build.log
    mkdir -p target
    mvn -B -ntp -DskipTests "$@" package dependency:build-classpath \
        -Dmdep.outputFile=target/test.classpath > "$log" 2>&1 &
    local maven=$! waited=0
    while kill -0 "$maven" 2> /dev/null; do
        sleep 1
        waited=$((waited + 1))
        [ $((waited % 15)) -ne 0 ] || say "  still building, ${waited} s (details in $log)"
    done
    wait "$maven" || {
        tail -n 40 "$log" >&2
        die "The build failed; all of it is in $log."
    }
}

has_converse() {
    [ -e target/clients/converse/dist/converse.min.js ]
}

# Lays Converse below target/ as it is published, if it is what it was, unless it lies there.
fetch_converse() {
    local folder=target/clients/converse archive=target/clients/converse.js-14.0.0.tgz
    ! has_converse || return 0
    rm -rf "$folder"
    mkdir -p "$folder"
    command -v npm > /dev/null && npm pack --silent --pack-destination target/clients converse.js@14.0.0 > /dev/null &&
        echo "634f31fa0f7b0e47f1abc60d870ff6805c737577399920ebe92da4c7e5bcaff0  $archive" | sha256sum --check --status &&
        tar -xzf "$archive" -C "$folder" --strip-components=1
}

# Becomes a main class of the test kit.
become() {
    exec "$(java_command)" -Djava.util.logging.config.file=src/test/resources/logging.properties \
        -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
        "org.igniterealtime.openfire.plugin.fireside.$1" "${@:2}"
}
