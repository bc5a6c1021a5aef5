Console.WriteLine("davit");
