package interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A national system at a pipe: each line of the standard input is an order (JSON), and each is answered by a line with its
 * number. Arguments: folder of the official contracts, folder with the keys (see {@link Keys}).
 */
public class NationalSystem {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] given) throws Exception {
        // What libraries print must not come between the answers.
        PrintStream answers = System.out;
        System.setOut(System.err);
        Logger.getLogger("").setLevel(Level.SEVERE);
        Official official = new Official(given[0]);
        Keys keys = new Keys(given[1]);
        Caller caller = new Caller(official, keys);
        Receiver receiver = new Receiver(official, keys);

        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            JsonNode order = JSON.readTree(line);
            ObjectNode told = JSON.createObjectNode();
            try {
                switch (order.get("order").asText()) {
                    case "call" -> caller.call(order, told);
                    case "receive" -> receiver.start(order, told);
                    default -> receiver.tellArrivals(told);
                }
            } catch (Exception error) {
                Told.failure(error, told);
            }
            answers.println(JSON.writeValueAsString(told.set("number", order.get("number"))));
        }
        System.exit(0);
    }
}
