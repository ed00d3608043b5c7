package org.igniterealtime.openfire.plugin.fireside.social.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HueTest {
    // The test vectors of XEP-0392, in degrees; a step is 15 of them.
    @ParameterizedTest
    @CsvSource({"Romeo, 327.255249", "juliet@capulet.lit, 209.410400", "😺, 331.199341", "council, 359.994507"})
    void an_address_has_the_angle_of_the_specification(String jid, double degrees) {
        assertEquals((int) (degrees / 15), Hue.of(jid));
    }

    @ParameterizedTest
    @CsvSource({"Juliet Capulet, JC", "juliet, J", "Ana María de la Cruz, AC", "bob.smith, BS", "  x  , X", "'', ?", "..., ?", "ёлка, Ё",
        "محمد علي, مع", "山田 太郎, 山太", "שלום, ש", "🔥 fire, 🔥F", "a-b_c, AC"})
    void initials_are_those_of_the_first_and_last_word(String name, String initials) {
        assertEquals(initials, Hue.initials(name));
    }
}
